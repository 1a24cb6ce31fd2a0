// Scans on their way to the server: in order, each exactly once, by one tab at a time, however often the network goes.

import { Unanswered } from "./wire.js";

const MOST = 500;
const MOST_BYTES = 900_000;
const LEASE = 30_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

export class Queue {
  #store;
  #wire;
  #name;
  #me = crypto.randomUUID();
  #pause = 0;
  #notBefore = 0;

  /** `onsettled` is told the results that came; `ontrouble` what kept the server from answering. */
  constructor(store, wire, conference, { onsettled, ontrouble }) {
    this.#store = store;
    this.#wire = wire;
    this.#name = `door-${conference}-queue`;
    this.onsettled = onsettled;
    this.ontrouble = ontrouble;
  }

  /** Forget that it failed before: something is different now. */
  hurry() {
    this.#pause = this.#notBefore = 0;
  }

  /** Send all that waits, unless another tab does. `isUrgent` does not wait for the pause after a failure to end. */
  async send({ isUrgent = false } = {}) {
    if (!this.#wire.token || (!isUrgent && Date.now() < this.#notBefore)) return;
    await this.#alone(async () => {
      try {
        while (await this.#sendSome(MOST));
        this.#pause = this.#notBefore = 0;
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        this.#pause = Math.min(2 * this.#pause || FIRST_PAUSE, LONGEST_PAUSE);
        this.#notBefore = Date.now() + this.#pause;
        this.ontrouble(error);
      }
    });
  }

  async #sendSome(most) {
    const scans = await this.#store.waiting(most, MOST_BYTES);
    if (scans.length === 0) return false;
    let answer;
    try {
      answer = await this.#wire.send(scans);
    } catch (error) {
      if (!isTheirFault(error)) throw error;
      // One scan among them is not taken; smaller portions find out which.
      if (scans.length > 1) return this.#sendSome(Math.ceil(scans.length / 2));
      answer = { results: [{ nonce: scans[0].nonce, error: error.message }], server_at: null };
    }
    await this.#store.settle(answer.results, Date.parse(answer.server_at) || null);
    this.onsettled(answer);
    // An answer that settles nothing would be asked for without end.
    return answer.results.length > 0;
  }

  async #alone(deed) {
    if (navigator.locks) {
      await navigator.locks.request(this.#name, { ifAvailable: true }, (lock) => lock && deed());
      return;
    }
    if (!(await this.#lease(Date.now() + LEASE))) return;
    try {
      await deed();
    } finally {
      await this.#lease(0);
    }
  }

  #lease(until) {
    return this.#store.exchange("lease", (held) => {
      const isFree = !held || held.by === this.#me || held.until < Date.now();
      return isFree ? [{ by: this.#me, until }, true] : [undefined, false];
    });
  }
}

const isTheirFault = (error) => error instanceof Unanswered && [400, 413, 422].includes(error.status);
