// What a tablet keeps: its enrolment, the list of badges, scans that wait to be sent, who went through here. IndexedDB.

const TABLES = {
  facts: {},
  waiting: { autoIncrement: true },
  refused: { autoIncrement: true },
  log: { keyPath: "nonce" },
  passages: { keyPath: "number" },
  photos: {},
};
export const KEPT_IN_LOG = 60;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

/** Open the store of one conference; each has its own, so that nothing of one is ever sent to another. */
export async function openStore(conference) {
  const opening = indexedDB.open(`door-${conference}`, 1);
  opening.onupgradeneeded = () => {
    for (const [name, options] of Object.entries(TABLES)) {
      const table = opening.result.createObjectStore(name, options);
      if (name === "waiting") table.createIndex("nonce", "nonce", { unique: true });
      if (name === "log") table.createIndex("at", "at");
    }
  };
  return new Store(await done(opening));
}

class Store {
  #database;

  constructor(database) {
    this.#database = database;
    database.onversionchange = () => database.close();
  }

  #in(mode, names, deed) {
    const transaction = this.#database.transaction(names, mode, { durability: "relaxed" });
    const result = deed(...names.map((name) => transaction.objectStore(name)), transaction);
    return finished(transaction).then(() => result);
  }

  // ---- facts by name ----

  async get(name) {
    return done(this.#database.transaction("facts").objectStore("facts").get(name));
  }

  put(facts) {
    return this.#in("readwrite", ["facts"], (table) => {
      for (const [name, value] of Object.entries(facts)) table.put(value, name);
    });
  }

  /** Change a fact by what it was, in one step that no other tab comes between; answers what `change` answered. */
  async exchange(name, change) {
    let said;
    await this.#in("readwrite", ["facts"], (table) => {
      table.get(name).onsuccess = (event) => {
        const [value, answer] = change(event.target.result);
        said = answer;
        if (value !== undefined) table.put(value, name);
      };
    });
    return said;
  }

  // ---- scans ----

  /** Keep a scan until it is sent; with what the list of the last scans shows, and the passage if there was one. */
  keep(scan, entry, passage) {
    return this.#in("readwrite", ["waiting", "log", "passages"], (waiting, log, passages) => {
      waiting.add(scan);
      if (entry) log.put(entry);
      if (passage) passages.put(passage);
    });
  }

  /** What the list of the last scans shows of a scan that the server has already, and the passage if there was one. */
  keepEntry(entry, passage) {
    return this.#in("readwrite", ["log", "passages"], (log, passages) => {
      log.put(entry);
      if (passage) passages.put(passage);
    });
  }

  /** The oldest scans that wait, in the order in which they were made, as many as go into one sending. */
  async waiting(most, mostBytes) {
    const scans = [];
    let bytes = 0;
    await this.#in("readonly", ["waiting"], (table) => {
      table.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor || scans.length >= most) return;
        bytes += 3 * JSON.stringify(cursor.value).length;
        if (scans.length > 0 && bytes > mostBytes) return;
        scans.push(cursor.value);
        cursor.continue();
      };
    });
    return scans;
  }

  async count(name) {
    return done(this.#database.transaction(name).objectStore(name).count());
  }

  /** Take scans off the queue that the server has; those that it will never take are kept apart with its sentence. */
  settle(results, sentAt) {
    return this.#in("readwrite", ["waiting", "refused", "log", "passages"], (waiting, refused, log, passages) => {
      for (const { nonce, error, verdict } of results) {
        waiting.index("nonce").getKey(nonce).onsuccess = (event) => {
          const key = event.target.result;
          if (key === undefined) return;
          if (error) waiting.get(key).onsuccess = ({ target }) => void refused.add({ scan: target.result, error });
          waiting.delete(key);
        };
        log.get(nonce).onsuccess = ({ target: { result: entry } }) => {
          if (!entry) return;
          log.put({ ...entry, server: verdict?.code ?? "", error: error ?? "" });
          if (!entry.number) return;
          passages.get(entry.number).onsuccess = ({ target: { result: passage } }) => {
            if (passage?.nonce === nonce) passages.put({ ...passage, sentAt });
          };
        };
      }
    });
  }

  /** The last scans, the newest first. */
  async log() {
    const entries = [];
    await this.#in("readonly", ["log"], (table) => {
      table.index("at").openCursor(null, "prev").onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor || entries.length >= KEPT_IN_LOG) return;
        entries.push(cursor.value);
        cursor.continue();
      };
    });
    return entries;
  }

  /** Forget all but the last scans here; the server has them. */
  async shortenLog() {
    const oldest = (await this.log()).at(-1)?.at;
    if (oldest === undefined) return;
    await this.#in("readwrite", ["log"], (table) => {
      table.index("at").openKeyCursor(IDBKeyRange.upperBound(oldest, true)).onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        table.delete(cursor.primaryKey);
        cursor.continue();
      };
    });
  }

  async passages() {
    return done(this.#database.transaction("passages").objectStore("passages").getAll());
  }

  forgetPassages(numbers) {
    return this.#in("readwrite", ["passages"], (table) => numbers.forEach((number) => table.delete(number)));
  }

  // ---- photos ----

  async photo(number) {
    return done(this.#database.transaction("photos").objectStore("photos").get(number));
  }

  keepPhotos(pairs) {
    return this.#in("readwrite", ["photos"], (table) => pairs.forEach(([number, photo]) => table.put(photo, number)));
  }

  /** Forget the list and the photos; scans that wait stay. */
  forgetPeople() {
    return this.#in("readwrite", ["facts", "photos", "passages", "log"], (facts, photos, passages, log) => {
      facts.delete("list");
      facts.delete("list before");
      facts.delete("photos until");
      for (const table of [photos, passages, log]) table.clear();
    });
  }

  forgetPhotos() {
    return this.#in("readwrite", ["facts", "photos"], (facts, photos) => {
      facts.delete("photos until");
      photos.clear();
    });
  }
}
