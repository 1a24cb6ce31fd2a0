// The tablet at a gate, without its page: enrolment, the list, the verdict with and without a network, the queue.

import { ENTRY, EXIT, judge, LONGEST_TEXT, read } from "./admission.js";
import { Carried } from "./carried.js";
import { Queue } from "./queue.js";
import { verifier } from "./signatures.js";
import { KEPT_IN_LOG, openStore } from "./store.js";
import { Unanswered, Wire } from "./wire.js";

/** So long the page waits for the server's word before it stands by its own. */
export const PATIENCE = 900;
const LIST_EVERY = 60_000;
const QUEUE_EVERY = 5_000;
const SOON = 200;

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
    door.carried = new Carried(door.store, door.wire, door.verify, conference);
    door.wire.onskew = (skew) => door.store.put({ skew });
    door.queue = new Queue(door.store, door.wire, conference, {
      onsettled: (answer) => door.#settled(answer),
      ontrouble: (error) => door.#trouble(error),
    });
    await door.#remember();
    door.#hearOtherTabs();
    return door;
  }

  device = null;
  state = NEW;
  isReachable = navigator.onLine;
  waiting = 0;
  refused = 0;
  log = [];
  inside = 0;
  passages = new Map();
  #direction = ENTRY;
  #turn = Promise.resolve();
  #refreshing = null;
  #tabs = null;
  #recount = 0;

  // ---- what there is ----

  get list() {
    return this.carried.list;
  }

  get distrust() {
    return this.carried.distrust;
  }

  get confirmedAt() {
    return this.carried.confirmedAt;
  }

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
      await this.carried.load();
    }
    await this.store.shortenLog();
    await this.#count();
  }

  // What another tab of this tablet does is true here, too.
  #hearOtherTabs() {
    this.#tabs = globalThis.BroadcastChannel ? new BroadcastChannel(`door-${this.conference}`) : null;
    this.#tabs?.addEventListener("message", async ({ data: { passage, isEnrolled } }) => {
      if (isEnrolled) await this.#wasEnrolledAnew();
      if (passage) this.passages.set(passage.number, passage);
      this.#countSoon();
    });
  }

  /** Take up the enrolment that this code stands for; what waits to be sent from before stays and is sent. */
  async takeUp(code) {
    const { token, device: name, keys } = await this.wire.takeUp(code);
    // A list that is still on its way is that of the former enrolment.
    await this.#refreshing;
    await this.carried.begin(keys);
    this.passages.clear();
    this.device = { token, name };
    await this.store.put({ device: this.device, state: READY });
    this.wire.token = token;
    this.state = READY;
    this.isReachable = true;
    this.#tabs?.postMessage({ isEnrolled: true });
    await navigator.storage?.persist?.().catch(() => false);
    this.onchange();
    this.queue.hurry();
    await this.queue.send({ isUrgent: true });
    await this.refresh();
  }

  async #leave(state) {
    if (this.state === state || (await this.#wasEnrolledAnew())) return;
    this.state = state;
    await this.store.put({ state });
    if (state === REVOKED) {
      // It is not ours any more: nobody's name stays on it. What it scanned waits to be sent all the same.
      await this.store.forgetPeople();
      this.carried.forget();
      this.log = [];
      this.passages.clear();
    }
    this.onchange();
  }

  /** Whether another tab took up a new enrolment; then it is this one's, too, with its gate and its list. */
  async #wasEnrolledAnew() {
    const kept = await this.store.get("device");
    if (!kept || kept.token === this.wire.token) return false;
    this.device = kept;
    this.wire.token = kept.token;
    this.state = READY;
    this.carried.forget();
    this.passages.clear();
    void Promise.resolve(this.#refreshing).then(() => this.refresh());
    return true;
  }

  // ---- the list ----

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
    const wasReachable = this.isReachable;
    try {
      const isNew = await this.carried.ask(() => this.now);
      this.isReachable = true;
      if (isNew) await this.#forgetOld();
      if (!wasReachable) await this.queue.send({ isUrgent: true });
      await this.carried.askPhotos();
    } catch (error) {
      await this.#trouble(error);
    }
  }

  // What the list knows by now need not be remembered beside it.
  async #forgetOld() {
    const old = [...this.passages.values()].filter((own) => this.list.includes(own)).map(({ number }) => number);
    for (const number of old) this.passages.delete(number);
    await this.store.forgetPassages(old);
    await this.#count();
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
    const last = list.last(number, this.passages.get(number), now);
    return {
      reading,
      conference: this.conference,
      zone: list.data.zone,
      direction,
      known: list.known(number),
      last: last && {
        direction: last.direction,
        seconds_ago: (now - last.at) / 1000,
        same_gate: last.gate === list.data.gate.id,
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
    // Taken out of service, or enrolled anew, while the server was asked.
    if (!this.list) return null;
    if (!said) return this.#standBy({ ...first, nonce: crypto.randomUUID(), follows: first.nonce, offline: true }, own);
    const shown = { reading, verdict: said.verdict, person: this.#known(said, own), last: this.#lastOfServer(said.last) };
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
    this.#noted(entry, passage, { isWaiting: !isServers });
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
    this.#noted(entry, passage, { isWaiting: true });
    void this.queue.send();
  }

  #noted(entry, passage, { isWaiting }) {
    if (passage) this.passages.set(passage.number, passage);
    this.#tabs?.postMessage({ passage });
    this.log = [entry, ...this.log].slice(0, KEPT_IN_LOG);
    this.waiting += Number(isWaiting);
    this.inside = this.list?.countInside(this.passages, this.now) ?? 0;
    this.onchange();
    this.#countSoon();
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
      zone: this.list.data.zone,
      gate: this.list.data.gate.id,
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
    return this.list.last(number, this.passages.get(number), this.now);
  }

  #lastOfServer(last) {
    return last && { direction: last.direction, at: Date.parse(last.at), gate: last.gate };
  }

  // ---- the queue ----

  async #settled(answer) {
    this.isReachable = true;
    const sentAt = Date.parse(answer.server_at) || null;
    for (const { nonce } of answer.results) {
      for (const passage of this.passages.values()) if (passage.nonce === nonce) passage.sentAt = sentAt;
    }
    if (answer.isRevoked && answer.token === this.wire.token) await this.#leave(REVOKED);
    this.#countSoon();
  }

  async #trouble(error) {
    if (!(error instanceof Unanswered)) throw error;
    // What was asked under a former enrolment says nothing of this one.
    if (error.token !== this.wire.token) return;
    if (error.status === 401) await this.#leave(UNKNOWN);
    else if (error.status === 403) await this.#leave(REVOKED);
    else if (error.status === 0 || error.status >= 500) this.isReachable = false;
    this.onchange();
  }

  async #count() {
    [this.waiting, this.refused, this.log] = await Promise.all([
      this.store.count("waiting"),
      this.store.count("refused"),
      this.store.log(),
    ]);
    this.inside = this.list?.countInside(this.passages, this.now) ?? 0;
    this.onchange();
  }

  // However many scans come at once, they are counted once.
  #countSoon() {
    clearTimeout(this.#recount);
    this.#recount = setTimeout(() => void this.#count(), SOON);
  }

  /** Keep the list fresh and the queue moving, until the page is closed. */
  keepGoing() {
    const again = async ({ isUrgent = false } = {}) => {
      // Scans go first, so that the list that comes knows of them.
      if (isUrgent || this.waiting > 0) await this.queue.send({ isUrgent });
      await this.#count();
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
