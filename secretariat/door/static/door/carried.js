// What a tablet carries of the conference: the list of badges that it trusts, the one before, and photos where it may.

import { Distrusted, keysOf, trustedList } from "./list.js";

const PHOTOS_ANEW = 24 * 3_600_000;
const KEPT = ["list", "list before"];

export class Carried {
  list = null;
  // Why a list was not taken: `tampered`, `unknown-key`, `format`; empty if all is well.
  distrust = "";
  // When the server last said that the list is as it is, by the server's clock.
  confirmedAt = 0;
  #store;
  #wire;
  #verify;
  #conference;

  constructor(store, wire, verify, conference) {
    this.#store = store;
    this.#wire = wire;
    this.#verify = verify;
    this.#conference = conference;
  }

  /** Begin with these keys, as the server wrote them, and without a list. */
  async begin(keys) {
    this.forget();
    await this.#store.forgetPeople();
    await this.#store.put({ keys });
  }

  forget() {
    this.list = null;
    this.distrust = "";
    this.confirmedAt = 0;
  }

  /** Take the list that is kept here; if it was tampered with, it is thrown away and the one before serves. */
  async load() {
    for (const name of KEPT) {
      const kept = await this.#store.get(name);
      if (!kept) continue;
      try {
        this.list = await this.#trusted(kept);
        this.confirmedAt = kept.confirmedAt;
        return;
      } catch (error) {
        this.distrust = reasonOf(error);
        await this.#store.put({ [name]: null });
      }
    }
  }

  /** Ask for the newest list; one that cannot be trusted is not taken. Answers whether there is another one now. */
  async ask(now) {
    const kept = await this.#store.get("list");
    const found = await this.#wire.list(this.list && kept ? kept.tag : "");
    const confirmedAt = now();
    let list = null;
    if (found) {
      try {
        list = await this.#trusted(found);
      } catch (error) {
        this.distrust = reasonOf(error);
        return false;
      }
    }
    this.distrust = "";
    this.confirmedAt = confirmedAt;
    if (!list) {
      await this.#store.put({ list: { ...kept, confirmedAt } });
      return false;
    }
    this.list = list;
    // Keys that the server holds to be broken are no longer among them, and new ones are.
    const before = kept ? { "list before": kept } : {};
    await this.#store.put({ list: { ...found, confirmedAt }, ...before, keys: list.data.keys });
    return true;
  }

  /** Fetch the photos that are missing, all of them once a day; or forget them where they may not be carried. */
  async askPhotos() {
    const until = await this.#store.get("photos until");
    if (!this.list?.data.photos) {
      if (until) await this.#store.forgetPhotos();
      return;
    }
    const isDue = !until || Date.now() - until.since > PHOTOS_ANEW;
    const since = isDue ? Date.now() : until.since;
    if (isDue) await this.#store.forgetPhotos();
    let next = isDue ? "" : until.after;
    while (next !== null) {
      const page = await this.#wire.photos(next);
      await this.#store.keepPhotos(page.photos);
      const after = page.next ?? page.photos.at(-1)?.[0] ?? next;
      await this.#store.put({ "photos until": { after, since } });
      next = page.next;
    }
  }

  async #trusted({ text, signed }) {
    const keys = keysOf((await this.#store.get("keys")) ?? []);
    const list = await trustedList(text, signed, keys, this.#verify);
    if (list.data.conference !== this.#conference) throw new Distrusted("tampered");
    return list;
  }
}

const reasonOf = (error) => (error instanceof Distrusted ? error.message : "tampered");
