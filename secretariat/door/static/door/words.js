// How times, numbers and names are said in the language of the page.

const language = document.documentElement.lang || "en";
const numbers = new Intl.NumberFormat(language);
const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const STEPS = [
  [60, "second", 1],
  [3600, "minute", 60],
  [86400, "hour", 3600],
  [Infinity, "day", 86400],
];

export const number = (value) => numbers.format(value);

/** How long ago, as in "3 minutes ago". */
export function since(seconds) {
  const [, unit, size] = STEPS.find(([below]) => Math.abs(seconds) < below);
  return ago.format(-Math.round(seconds / size), unit);
}

// A format takes longer to make than a thousand times to use.
const formats = new Map();
const format = (locale, options) => {
  const name = `${locale} ${JSON.stringify(options)}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, options));
  return formats.get(name);
};

/** A time of the clocks at the venue; the day is said if it is another. */
export function clockTime(moment, timeZone, now) {
  const days = format("en-CA", { timeZone, dateStyle: "short" });
  const isToday = days.format(moment) === days.format(now);
  const style = isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return format(language, { ...style, hourCycle: "h23", timeZone }).format(moment);
}

/** A text that is kept in several languages, in that of the page or the first there is. */
export const inLanguage = (texts) => texts?.[language] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? "";

/** A sentence with its places filled: `{time}` by what `given` holds under that name. */
export const filled = (sentence, given) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => (name in given ? String(given[name]) : place));
