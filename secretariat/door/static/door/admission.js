// May this badge come in? The twin of `engines.admission`, word for word; both pass the cases in `tests/engines/admission`.

import { hexOf } from "./signatures.js";

export const PREFIX = "SC1";
export const LONGEST_TEXT = 1000;
export const ENTRY = "entry";
export const EXIT = "exit";
export const CLOCK_TOLERANCE = 300;
export const REPEAT_SECONDS = 8;
// Every verdict there is, with its colour. Green goes through; at amber a person looks and decides; red does not enter.
export const CODES = {
  valid: "green",
  "not-a-badge": "red",
  truncated: "red",
  "too-long": "red",
  "wrong-conference": "red",
  "unknown-key": "red",
  forged: "red",
  "unknown-number": "red",
  lost: "red",
  revoked: "red",
  replaced: "red",
  "not-accredited": "red",
  clock: "amber",
  "wrong-day": "red",
  "wrong-zone": "red",
  replayed: "amber",
  "already-inside": "amber",
  stale: "amber",
  unlisted: "amber",
  typed: "amber",
};
export const ENDED = new Set(["lost", "revoked", "replaced", "not-accredited"]);

const SIGNATURE = 64;
const MARK = 4;
const FIELDS = 7;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const VALUES = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));
// What Python holds to be white space; a browser's own idea of it differs by some characters.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const ENCODER = new TextEncoder();
const BEGINNING = ENCODER.encode(`${PREFIX}\n`);
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

// ---- numbers --------------------------------------------------------------------------------------------------------

/** Whether a text is a badge number whose check digit is right. */
export function isNumber(text) {
  if (!/^[0-9]{7}$/.test(text)) return false;
  return Array.from(text).reduce((interim, digit) => Number(DAMM[interim][digit]), 0) === 0;
}

// ---- the text of a badge --------------------------------------------------------------------------------------------

/**
 * Answer what a scanned or typed text says, its signature judged by `verify` with the public keys (a Map of 32 bytes by
 * mark). Never throws: whatever is no badge is said to be none.
 */
export async function read(text, keys, verify) {
  if (isLongerThan(text, LONGEST_TEXT)) return { kind: "too-long" };
  const typed = text.replace(SPACES, "").toUpperCase();
  if (isNumber(typed)) return { kind: "number", number: typed };
  if (!typed.startsWith(PREFIX)) return { kind: "not-a-badge" };
  const raw = decoded(typed.slice(PREFIX.length));
  const fields = fieldsOf(raw);
  if (fields === null) return { kind: "truncated" };
  const end = raw.length - SIGNATURE;
  const mark = hexOf(raw.subarray(end - MARK, end));
  const key = keys.get(mark);
  if (key === undefined) return { ...fields, mark, signature: "unknown" };
  const isGood = await verify(key, raw.subarray(end), joined(BEGINNING, raw.subarray(0, end)));
  return { ...fields, mark, signature: isGood ? "good" : "bad" };
}

function isLongerThan(text, most) {
  // Characters beyond the first 65,536 of Unicode count once, as in Python.
  return text.length > most && (text.length > 2 * most || Array.from(text).length > most);
}

function joined(first, second) {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function decoded(text) {
  const padded = text + "=".repeat((8 - (text.length % 8)) % 8);
  const digits = padded.replace(/=+$/, "");
  if (![0, 1, 3, 4, 6].includes(padded.length - digits.length)) return null;
  const raw = new Uint8Array(Math.floor((digits.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const digit of digits) {
    const value = VALUES.get(digit);
    if (value === undefined) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      raw[at++] = held >> bits;
    }
  }
  return raw;
}

function fieldsOf(raw) {
  if (raw === null || raw.length <= SIGNATURE + MARK) return null;
  const parts = textOf(raw.subarray(0, raw.length - SIGNATURE - MARK))?.split("\n");
  if (parts?.length !== FIELDS) return null;
  const [conference, number, name, badgeClass, zones] = parts;
  const [first, last] = parts.slice(5).map(dayOf);
  if (first === null || last === null || !isNumber(number)) return null;
  return {
    kind: "badge",
    conference,
    number,
    name,
    badge_class: badgeClass,
    zones: zones.split(",").filter((zone) => zone),
    valid_from: first,
    valid_until: last,
  };
}

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function dayOf(text) {
  const [, year, month, day] = (/^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(text) ?? []).map(Number);
  if (!year || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function daysOf(year, month) {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? 28 + Number(isLeap) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// ---- the verdict ----------------------------------------------------------------------------------------------------

/**
 * Answer the verdict on these facts: `{code, colour, admits}`. The first thing that is wrong is the reason; the order is
 * that of the code. Whoever leaves is never kept in: at an exit only the badge itself is judged, and an ended one goes
 * out with red, so that the person at the door takes it back.
 */
export function judge(facts) {
  const fault = faultOfReading(facts) || faultOfBadge(facts);
  if (facts.direction === EXIT) {
    const isReadable = fault === "" || ENDED.has(fault);
    return { code: fault || "valid", colour: CODES[fault || "valid"], admits: isReadable };
  }
  const code = fault || faultOfPlaceAndDay(facts) || faultOfPresence(facts) || doubt(facts) || "valid";
  return { code, colour: CODES[code], admits: CODES[code] === "green" };
}

function faultOfReading({ reading, conference }) {
  if (reading.kind === "number") return "";
  if (reading.kind !== "badge") return reading.kind;
  if (reading.conference !== conference) return "wrong-conference";
  return { unknown: "unknown-key", bad: "forged" }[reading.signature] ?? "";
}

function faultOfBadge({ reading, known }) {
  if (known === null) return reading.kind === "number" ? "unknown-number" : "";
  return ENDED.has(known.state) ? known.state : "";
}

function faultOfPlaceAndDay({ reading, known, zone, clock }) {
  if (clock.age < -CLOCK_TOLERANCE) return "clock";
  // The list knows better than the badge: rights may have been taken away since it was printed.
  const rights = known ?? reading;
  if (!(rights.valid_from <= clock.day && clock.day <= rights.valid_until)) return "wrong-day";
  return rights.zones.includes(zone) ? "" : "wrong-zone";
}

function faultOfPresence({ last }) {
  if (last === null || last.direction !== ENTRY) return "";
  const isRepeat = last.same_gate && last.seconds_ago >= 0 && last.seconds_ago <= REPEAT_SECONDS;
  return isRepeat ? "replayed" : "already-inside";
}

function doubt({ reading, known, clock }) {
  if (clock.age > clock.longest_age) return "stale";
  if (known === null) return "unlisted";
  return reading.kind === "number" ? "typed" : "";
}
