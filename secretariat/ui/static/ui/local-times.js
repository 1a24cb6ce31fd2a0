// Beside each time of the venue, the same moment by the reader's own clock, where the two differ.

const OFFSET = /([+-])(\d\d):(\d\d)$/;
const told = document.documentElement.lang || "en";
// As the server writes times: English as in Geneva, and the digits of this page in every language.
const language = `${told === "en" ? "en-GB" : told}-u-nu-latn`;
const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" });
const dated = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" });

// Minutes between Universal Time and the clocks that wrote this time.
const offsetOf = (written) => {
  const found = OFFSET.exec(written);
  return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
};

const dayOf = (moment) => [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

const tell = (place) => {
  const yours = place.querySelector(".when-yours");
  const [first, last = first] = place.dataset.when.split("/");
  const [begins, ends] = [new Date(first), new Date(last)];
  if (!yours || Number.isNaN(begins.getTime()) || Number.isNaN(ends.getTime())) return;
  if (offsetOf(first) === -begins.getTimezoneOffset() && offsetOf(last) === -ends.getTimezoneOffset()) return;
  const span = last === first ? clock.format(begins) : `${clock.format(begins)}–${clock.format(ends)}`;
  const day = dayOf(begins) === first.slice(0, 10) ? "" : `${dated.format(begins)}, `;
  yours.textContent = yours.dataset.words.replace("%(time)s", day + span);
  yours.hidden = false;
};

const tellAll = (root) => root.querySelectorAll("[data-when]").forEach(tell);

tellAll(document);
document.addEventListener("htmx:afterSettle", (event) => tellAll(event.target.parentNode ?? document));
