// The tablet at a gate, without its page: enrolment, the list, the verdict with and without a network, the queue.

import { ENTRY, EXIT, judge, LONGEST_TEXT, read } from "./admission.js";
import { Distrusted, keysOf, trustedList } from "./list.js";
import { Queue } from "./queue.js";
import { verifier } from "./signatures.js";
import { openStore } from "./store.js";
import { Unanswered, Wire } from "./wire.js";

/** So long the page waits for the server's word before it stands by its own. */
export const PATIENCE = 900;
const LIST_EVERY = 60_000;
const QUEUE_EVERY = 5_000;
const PHOTOS_ANEW = 24 * 3_600_000;

export const NEW = "new";
export const READY = "ready";
export const REVOKED = "revoked";
export const UNKNOWN = "unknown";

export class Door {
  /** Open the door of a conference at this address; `onchange` is called whenever something is to be shown anew. */
  static async open({ conference, address, onchange = () => {}, isPlain = false }) {
    const door = new Door();
    door.conference = conference;
    door.onchange = onchange;
    door.store = await openStore(conference);
    door.verify = await verifier(isPlain);
    door.wire = new Wire(address);
    door.wire.onskew = (skew) => door.store.put({ skew });
    door.queue = new Queue(door.store, door.wire, conference, {
      onsettled: (answer) => door.#settled(answer),
      ontrouble: (error) => door.#trouble(error),
    });
    await door.#remember();
    return door;
  }

  device = null;
  state = NEW;
  list = null;
  // Why a list was not taken: `tampered`, `unknown-key`, `format`; empty if all is well.
  distrust = "";
  // When the server last said that the list is as it is, by this clock.
  confirmedAt = 0;
  isReachable = navigator.onLine;
  waiting = 0;
  refused = 0;
  log = [];
  inside = 0;
  passages = new Map();
  #direction = ENTRY;
  #turn = Promise.resolve();
  #refreshing = null;

  // ---- what there is ----

  get now() {
    return Date.now() + this.wire.skew;
  }

  get direction() {
    const fixed = this.list?.data.gate.direction;
    return fixed === ENTRY || fixed === EXIT ? fixed : this.#direction;
  }

  async face(direction) {
    this.#direction = direction === EXIT ? EXIT : ENTRY;
    await this.store.put({ direction: this.#direction });
    this.onchange();
  }

  get mayTurn() {
    return this.list?.data.gate.direction === "both";
  }

  get isOnline() {
    return navigator.onLine && this.isReachable && this.state === READY;
  }

  get isStale() {
    return this.list !== null && (this.now - this.list.madeAt) / 1000 > this.list.data.longest_age;
  }

  // ---- enrolment ----

  async #remember() {
    const [device, state, skew, direction] = await Promise.all(
      ["device", "state", "skew", "direction"].map((name) => this.store.get(name)),
    );
    this.wire.skew = skew ?? 0;
    this.#direction = direction ?? ENTRY;
    for (const passage of await this.store.passages()) this.passages.set(passage.number, passage);
    if (device) {
      this.device = device;
      this.wire.token = device.token;
      this.state = state ?? READY;
      await this.#loadKept();
    }
    await this.#count();
  }

  /** Take up the enrolment that this code stands for; what waits to be sent from before stays and is sent. */
  async takeUp(code) {
    const { token, device: name, keys } = await this.wire.takeUp(code);
    this.device = { token, name, keys };
    this.wire.token = token;
    this.state = READY;
    this.list = null;
    this.distrust = "";
    this.isReachable = true;
    await this.store.forgetPeople();
    this.passages.clear();
    await this.store.put({ device: this.device, state: READY });
    await navigator.storage?.persist?.().catch(() => false);
    this.onchange();
    await this.queue.send({ isUrgent: true });
    await this.refresh();
  }

  async #leave(state) {
    if (this.state === state) return;
    this.state = state;
    await this.store.put({ state });
    if (state === REVOKED) {
      // It is not ours any more: nobody's name stays on it. What it scanned waits to be sent all the same.
      await this.store.forgetPeople();
      this.list = null;
      this.log = [];
      this.passages.clear();
    }
    this.onchange();
  }

  // ---- the list ----

  get #keys() {
    return keysOf(this.device.keys);
  }

  async #loadKept() {
    for (const name of ["list", "list before"]) {
      const kept = await this.store.get(name);
      if (!kept) continue;
      try {
        this.list = await trustedList(kept.text, kept.signed, this.#keys, this.verify);
        this.confirmedAt = kept.confirmedAt;
        return;
      } catch (error) {
        this.distrust = error instanceof Distrusted ? error.message : "tampered";
        await this.store.put({ [name]: null });
      }
    }
  }

  /** Ask for the newest list and the photos; a list that cannot be trusted is not taken, and the one at hand stays. */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
      this.onchange();
    });
    return this.#refreshing;
  }

  async #refresh() {
    if (this.state !== READY) return;
    const kept = await this.store.get("list");
    const wasReachable = this.isReachable;
    try {
      const found = await this.wire.list(this.list && kept ? kept.tag : "");
      this.isReachable = true;
      if (!wasReachable) await this.queue.send({ isUrgent: true });
      if (found) await this.#take(found, kept);
      else await this.#confirm(kept);
      await this.#fetchPhotos();
    } catch (error) {
      await this.#trouble(error);
    }
  }

  async #take(found, kept) {
    let list;
    try {
      list = await trustedList(found.text, found.signed, this.#keys, this.verify);
      if (list.data.conference !== this.conference) throw new Distrusted("tampered");
    } catch (error) {
      this.distrust = error instanceof Distrusted ? error.message : "tampered";
      return;
    }
    // Keys that the server holds to be broken are no longer among them, and new ones are.
    this.device = { ...this.device, keys: list.data.keys };
    this.list = list;
    this.distrust = "";
    this.confirmedAt = this.now;
    await this.store.put({
      list: { ...found, confirmedAt: this.confirmedAt },
      ...(kept ? { "list before": kept } : {}),
      device: this.device,
    });
    const old = [...this.passages.values()].filter((own) => list.includes(own));
    for (const { number } of old) this.passages.delete(number);
    await this.store.forgetPassages(old.map(({ number }) => number));
    await this.#count();
  }

  async #confirm(kept) {
    this.distrust = "";
    this.confirmedAt = this.now;
    await this.store.put({ list: { ...kept, confirmedAt: this.confirmedAt } });
  }

  async #fetchPhotos() {
    if (!this.list?.data.photos) {
      if (await this.store.get("photos until")) await this.store.forgetPhotos();
      return;
    }
    const { after = "", since = 0 } = (await this.store.get("photos until")) ?? {};
    let next = Date.now() - since > PHOTOS_ANEW ? "" : after;
    const begun = next === "" ? Date.now() : since;
    do {
      const page = await this.wire.photos(next);
      await this.store.keepPhotos(page.photos);
      const last = page.photos.at(-1)?.[0] ?? next;
      next = page.next;
      await this.store.put({ "photos until": { after: next ?? last, since: begun } });
    } while (next !== null);
  }

  // ---- the verdict ----

  /** The verdict by what this tablet carries; nothing is kept of it. */
  async judgeAlone(text, direction, at = Date.now()) {
    const reading = await read(text, this.list?.keys ?? new Map(), this.verify);
    return { reading, verdict: judge(this.#facts(reading, direction, at + this.wire.skew)) };
  }

  #facts(reading, direction, now) {
    const { list } = this;
    const number = reading.number ?? "";
    const last = list.last(number, this.passages.get(number));
    return {
      reading,
      conference: this.conference,
      zone: list.data.zone,
      direction,
      known: list.known(number),
      last: last && {
        direction: last.direction,
        seconds_ago: (now - last.at) / 1000,
        same_gate: last.sameGate,
      },
      clock: { day: list.dayAt(now), age: (now - list.madeAt) / 1000, longest_age: list.data.longest_age },
    };
  }

  /**
   * Judge a text that was scanned or typed, keep the scan, and answer what to show. Scans are taken one by one, in the
   * order in which they came.
   */
  scan(text) {
    const next = this.#turn.then(() => this.#scan(text));
    this.#turn = next.catch(() => {});
    return next;
  }

  async #scan(text) {
    if (!this.list) throw new Error("no list");
    const { direction } = this;
    const at = Date.now();
    const { reading, verdict } = await this.judgeAlone(text, direction, at);
    const own = { reading, verdict, person: this.#personOf(reading), last: this.#lastOf(reading) };
    const first = made({ text, direction, at, verdict, offline: !this.isOnline });
    if (!this.isOnline) return this.#standBy(first, own);
    await this.store.keep(first, null, null);
    const said = await this.#ask(first);
    if (!said) return this.#standBy({ ...first, nonce: crypto.randomUUID(), follows: first.nonce, offline: true }, own);
    const shown = { reading, verdict: said.verdict, person: this.#known(said, own), last: this.#gateOf(said.last) };
    return this.#shown(first, shown, { isServers: true });
  }

  async #standBy(scan, own) {
    return this.#shown(scan, own, { isServers: false });
  }

  async #shown(scan, { reading, verdict, person, last }, { isServers }) {
    const entry = this.#entry(scan, reading, verdict, person, isServers);
    const passage = verdict.admits ? this.#passage(scan, reading, isServers) : null;
    if (isServers) {
      await this.store.keepEntry(entry, passage);
    } else {
      await this.store.keep(scan, entry, passage);
      if (this.isOnline) void this.queue.send();
    }
    if (passage) this.passages.set(passage.number, passage);
    await this.#count();
    this.onchange();
    return { scan, reading, verdict, person, last, isServers };
  }

  /** The person at the door lets in somebody at whom the verdict was amber. */
  async letIn({ scan, reading, verdict, person }) {
    const { offline: _was, ...same } = scan;
    const decided = {
      ...same,
      nonce: crypto.randomUUID(),
      at: new Date().toISOString(),
      verdict: verdict.code,
      admitted: true,
      offline: !this.isOnline,
      follows: scan.nonce,
      by_hand: true,
    };
    const entry = { ...this.#entry(decided, reading, verdict, person, false), byHand: true, admitted: true };
    const passage = reading.number ? this.#passage(decided, reading, false) : null;
    await this.store.keep(decided, entry, passage);
    if (passage) this.passages.set(passage.number, passage);
    await this.#count();
    this.onchange();
    void this.queue.send();
  }

  /** The server's word on a scan, or null if it does not come in time. */
  async #ask(scan) {
    const asked = this.wire.send([scan]).then(
      async (answer) => {
        await this.store.settle(answer.results, Date.parse(answer.server_at));
        await this.#settled(answer);
        return answer.isRevoked ? null : answer.results[0];
      },
      async (error) => {
        await this.#trouble(error);
        return null;
      },
    );
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
    const said = await Promise.race([asked, late]);
    return said?.verdict ? said : null;
  }

  #entry(scan, reading, verdict, person, isServers) {
    return {
      nonce: scan.nonce,
      at: Date.parse(scan.at) + this.wire.skew,
      direction: scan.direction,
      number: reading.number ?? "",
      name: person?.name ?? "",
      code: verdict.code,
      admitted: verdict.admits,
      byHand: false,
      server: isServers ? verdict.code : "",
      error: "",
    };
  }

  #passage(scan, reading, isServers) {
    return {
      number: reading.number,
      nonce: scan.nonce,
      direction: scan.direction,
      at: Date.parse(scan.at) + this.wire.skew,
      sameGate: true,
      sentAt: isServers ? this.now : null,
    };
  }

  // Whose badge it is, is said only if the badge, or the list, can be believed.
  #personOf(reading) {
    const isOurs = reading.kind === "number" || (reading.signature === "good" && reading.conference === this.conference);
    if (!isOurs) return null;
    const { number, name, badge_class: code, zones } = reading;
    if (reading.kind === "number") return this.list.person(number);
    return (
      this.list.person(number) ?? { number, name, original_name: "", party: {}, class: code, colour: "", zones }
    );
  }

  #known(said, own) {
    return said.person && { zones: own.person?.zones ?? [], ...said.person };
  }

  #lastOf(reading) {
    const number = reading.number ?? "";
    return this.list.last(number, this.passages.get(number));
  }

  #gateOf(last) {
    return last && { direction: last.direction, at: Date.parse(last.at), sameGate: last.gate === this.list.data.gate.id };
  }

  // ---- the queue ----

  async #settled(answer) {
    this.isReachable = true;
    const sentAt = Date.parse(answer.server_at) || null;
    for (const { nonce } of answer.results) {
      for (const passage of this.passages.values()) if (passage.nonce === nonce) passage.sentAt = sentAt;
    }
    if (answer.isRevoked) await this.#leave(REVOKED);
    await this.#count();
    this.onchange();
  }

  async #trouble(error) {
    if (!(error instanceof Unanswered)) throw error;
    if (error.status === 401) await this.#leave(UNKNOWN);
    else if (error.status === 403) await this.#leave(REVOKED);
    else this.isReachable = false;
    this.onchange();
  }

  async #count() {
    [this.waiting, this.refused, this.log] = await Promise.all([
      this.store.count("waiting"),
      this.store.count("refused"),
      this.store.log(),
    ]);
    this.inside = this.list?.countInside(this.passages) ?? 0;
  }

  /** Keep the list fresh and the queue moving, until the page is closed. */
  keepGoing() {
    const again = async ({ isUrgent = false } = {}) => {
      // Scans go first, so that the list that comes knows of them.
      if (isUrgent || this.waiting > 0) await this.queue.send({ isUrgent });
      await this.#count();
      this.onchange();
    };
    addEventListener("online", async () => {
      this.isReachable = true;
      await again({ isUrgent: true });
      await this.refresh();
    });
    addEventListener("offline", () => this.onchange());
    setInterval(again, QUEUE_EVERY);
    setInterval(() => navigator.onLine && this.refresh(), LIST_EVERY);
    // Whether the server can be reached again is found out by asking for the list, sooner than it is due.
    setInterval(() => navigator.onLine && !this.isReachable && this.refresh(), QUEUE_EVERY);
    if (navigator.onLine) void again({ isUrgent: true }).then(() => this.refresh());
  }
}

function made({ text, direction, at, verdict, offline }) {
  const letters = Array.from(text);
  return {
    nonce: crypto.randomUUID(),
    text: letters.length > LONGEST_TEXT ? letters.slice(0, LONGEST_TEXT + 1).join("") : text,
    direction,
    at: new Date(at).toISOString(),
    verdict: verdict.code,
    admitted: verdict.admits,
    offline,
    follows: "",
    by_hand: false,
  };
}
