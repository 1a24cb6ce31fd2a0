// The list of badges that a tablet carries: signed by the server, trusted only if a key that it knows signed it.

import { bytesOfBase64 } from "./signatures.js";

const ENCODER = new TextEncoder();
const BEGINNING = ENCODER.encode("SC1 snapshot\n");
const FORMAT = 1;
const CLOCKS_DIFFER = 2_000;
const DAY = 86_400_000;
// A new day begins at the door four hours after midnight; who came in before is not held to be inside any more.
const DAY_TURNS = 14_400_000;

/** What is wrong with a list: `tampered`, or `unknown-key` if no key that is known here signed it. */
export class Distrusted extends Error {}

/** Public keys by their marks, from how they are written in JSON. */
export const keysOf = (written) => new Map(written.map(({ mark, public: key }) => [mark, bytesOfBase64(key)]));

/**
 * Answer the list that this text holds, once its signature is found good by one of the keys; throws `Distrusted`.
 * `signed` is the header `Door-Signature`: marks and signatures in Base64, parted by commas.
 */
export async function trustedList(text, signed, keys, verify) {
  const body = ENCODER.encode(text);
  const message = new Uint8Array(BEGINNING.length + body.length);
  message.set(BEGINNING);
  message.set(body, BEGINNING.length);
  let knows = false;
  for (const each of (signed ?? "").split(",")) {
    const [mark, signature] = each.trim().split(":");
    const key = keys.get(mark);
    if (!key || !signature) continue;
    knows = true;
    if (await verify(key, bytesOrNone(signature), message)) return new List(JSON.parse(text));
  }
  throw new Distrusted(knows ? "tampered" : "unknown-key");
}

function bytesOrNone(text) {
  try {
    return bytesOfBase64(text);
  } catch {
    return new Uint8Array();
  }
}

export class List {
  #places;
  #inside;
  #day = { name: "", began: 0 };

  constructor(data) {
    if (data.format !== FORMAT) throw new Distrusted("format");
    this.data = data;
    this.madeAt = Date.parse(data.made_at);
    this.keys = keysOf(data.keys);
    this.#places = new Map(data.badges.numbers.map((number, place) => [number, place]));
    this.#inside = new Map(
      data.inside.map(([number, at, gate]) => [
        number,
        { number, direction: "entry", at: Date.parse(at), gate },
      ]),
    );
    const parts = { timeZone: data.time_zone, year: "numeric", month: "2-digit", day: "2-digit" };
    this.days = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", parts);
  }

  get size() {
    return this.#places.size;
  }

  /** What the list knows of a number, as a verdict stands on it; null if it does not have it. */
  known(number) {
    const place = this.#places.get(number);
    if (place === undefined) return null;
    const { badges, states, zone_sets: zones, day_sets: days } = this.data;
    const [first, last] = days[badges.days[place]];
    return { state: states[badges.states[place]], zones: zones[badges.zones[place]], valid_from: first, valid_until: last };
  }

  /** Who bears a number: name, party, class and zones, as the page shows them. */
  person(number) {
    const place = this.#places.get(number);
    if (place === undefined) return null;
    const { badges, parties, class_list: codes, classes } = this.data;
    const code = codes[badges.classes[place]];
    return {
      number,
      name: badges.names[place],
      original_name: "",
      party: parties[badges.parties[place]] ?? {},
      class: code,
      colour: classes[code]?.colour ?? "",
      zones: this.known(number).zones,
    };
  }

  /** The last passage of a number through this zone that day, by the list and by what this tablet saw since then. */
  last(number, own, now) {
    const last = this.#last(number, own);
    return last && last.at >= this.dayBegan(now) ? last : null;
  }

  #last(number, own) {
    const listed = this.#inside.get(number) ?? null;
    // What it saw at a gate of another zone says nothing here.
    if (!own || own.zone !== this.data.zone || this.includes(own)) return listed;
    return !listed || own.at >= listed.at ? own : listed;
  }

  /** Whether the server knew of this passage when it made the list; clocks may differ a little. */
  includes(own) {
    return Boolean(own.sentAt) && own.sentAt + CLOCKS_DIFFER < this.madeAt;
  }

  /** How many are inside this zone, as far as this tablet knows. */
  countInside(passages, now) {
    const began = this.dayBegan(now);
    let count = 0;
    for (const number of new Set([...this.#inside.keys(), ...passages.keys()])) {
      const last = this.#last(number, passages.get(number));
      count += Number(last?.direction === "entry" && last.at >= began);
    }
    return count;
  }

  /** When the day began at the door that a moment is in. */
  dayBegan(now) {
    const name = this.dayAt(now - DAY_TURNS);
    if (name === this.#day.name) return this.#day.began;
    let [before, began] = [now - 2 * DAY, now];
    while (began - before > 1) {
      const middle = Math.floor((before + began) / 2);
      if (this.dayAt(middle - DAY_TURNS) === name) began = middle;
      else before = middle;
    }
    this.#day = { name, began };
    return began;
  }

  /** The day at the venue at a moment, as YYYY-MM-DD. */
  dayAt(moment) {
    const parts = Object.fromEntries(this.days.formatToParts(moment).map(({ type, value }) => [type, value]));
    return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`;
  }
}
