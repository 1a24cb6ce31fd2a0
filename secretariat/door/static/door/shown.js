// What stands on the page: the verdict in colour, word and sign, the person, the state of the tablet, the last scans.

import { READY } from "./door.js";
import { clockTime, filled, inLanguage, number, since } from "./words.js";

const OLD_LIST = 600;

export class Shown {
  #page;
  #words;

  constructor(page, words) {
    this.#page = page;
    this.#words = words;
  }

  #part(name) {
    return this.#page.querySelector(`[data-${name}]`);
  }

  #put(name, text) {
    const element = this.#part(name);
    element.textContent = text;
    const row = element.closest("[data-row]");
    if (row) row.hidden = text === "";
  }

  // ---- the verdict ----

  checking() {
    this.#part("choice").hidden = true;
    this.#part("verdict").dataset.colour = "none";
    this.#put("word", this.#words.checking);
    this.#put("reason", "");
  }

  /** Say something that is no verdict. */
  say(sentence) {
    this.#part("verdict").dataset.colour = "none";
    this.#put("word", "");
    this.#put("reason", sentence);
    this.#tell(sentence);
  }

  verdict({ scan, reading, verdict, person, last, isServers }, door, photo) {
    const word = this.#word(scan, verdict);
    const isTakenBack = scan.direction === "exit" && verdict.colour === "red" && verdict.admits;
    const reason = this.#words.reasons[verdict.code] + (isTakenBack ? ` ${this.#words.take_back}` : "");
    const panel = this.#part("verdict");
    panel.dataset.colour = verdict.colour;
    panel.dataset.code = verdict.code;
    panel.dataset.nonce = scan.nonce;
    this.#put("word", word);
    this.#put("reason", reason);
    this.#put("whose", isServers ? this.#words.by_server : this.#words.by_tablet);
    this.#person(person, reading, door);
    this.#photo(photo);
    this.#last(verdict, last, door);
    this.#part("choice").hidden = verdict.colour !== "amber";
    if (verdict.colour === "amber") panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
    this.#tell([word, reason, person?.name, inLanguage(person?.party)].filter(Boolean).join(" "));
  }

  decided({ person }, isIn) {
    const word = isIn ? this.#words.let_in : this.#words.turned_away;
    this.#part("verdict").dataset.colour = isIn ? "green" : "red";
    this.#part("choice").hidden = true;
    this.#put("word", word);
    this.#put("reason", this.#words.by_hand);
    this.#tell([word, person?.name].filter(Boolean).join(" "));
  }

  #word({ direction }, { colour, admits }) {
    const { words } = this.#words;
    if (direction === "exit") return colour === "red" ? (admits ? words.keep_badge : words.red) : words.exit;
    return words[colour];
  }

  #person(person, reading, door) {
    const list = door.list?.data;
    this.#put("name", person?.name ?? "");
    this.#put("original", person?.original_name && person.original_name !== person.name ? person.original_name : "");
    this.#put("party", inLanguage(person?.party));
    const known = list?.classes[person?.class];
    this.#put("class", known ? inLanguage(known.name) : (person?.class ?? ""));
    this.#part("class").dataset.colour = person?.colour ?? "";
    this.#put("zones", (person?.zones ?? []).map((zone) => inLanguage(list?.zones[zone]) || zone).join(" · "));
    this.#put("badge", person?.number ?? reading.number ?? "");
  }

  #photo(photo) {
    const picture = this.#part("photo");
    picture.hidden = !photo;
    if (photo) picture.src = `data:image/jpeg;base64,${photo}`;
    else picture.removeAttribute("src");
  }

  #last(verdict, last, door) {
    const isTold = last && ["already-inside", "replayed"].includes(verdict.code);
    const isHere = last?.gate === door.list?.data.gate.id;
    const sentence = isHere ? this.#words.in_by_this_gate : this.#words.in_by_another_gate;
    this.#put("last", isTold ? filled(sentence, { time: this.#time(last.at, door) }) : "");
  }

  #time(moment, door) {
    return clockTime(moment, door.list?.data.time_zone, door.now);
  }

  // Said to those who do not see the page; the same words twice are said twice.
  #tell(sentence) {
    const live = this.#part("said");
    live.textContent = "";
    setTimeout(() => (live.textContent = sentence), 50);
  }

  // ---- the tablet ----

  status(door) {
    const { list } = door;
    const words = this.#words;
    this.#put("title", list ? inLanguage(list.data.title) : this.#page.dataset.title || words.door);
    this.#put("place", list ? `${inLanguage(list.data.gate.name)} · ${this.#zone(list)}` : "");
    this.#put("network", door.isOnline ? words.online : navigator.onLine ? words.not_reached : words.offline);
    this.#part("network").dataset.is = door.isOnline ? "good" : "bad";
    this.#age(door);
    this.#put("waiting", number(door.waiting));
    this.#part("waiting").dataset.is = door.waiting ? "bad" : "good";
    this.#put("refused", door.refused ? number(door.refused) : "");
    this.#put("inside", list ? number(door.inside) : "");
    this.#part("inside-zone").textContent = list ? this.#zone(list) : "";
    this.#put("device", door.device?.name ?? "");
    this.#direction(door);
    this.#unchecked(door);
    this.#log(door);
  }

  #zone({ data }) {
    return inLanguage(data.zones[data.zone]) || data.zone;
  }

  #age(door) {
    const seconds = Math.max(0, (door.now - door.confirmedAt) / 1000);
    this.#put("age", door.list ? since(seconds) : door.state === READY ? this.#words.no_list_yet : "");
    this.#part("age").dataset.is = !door.list || seconds > OLD_LIST || door.isStale ? "bad" : "good";
    this.#put("badges", door.list ? number(door.list.size) : "");
  }

  #direction(door) {
    this.#part("directions").hidden = !door.mayTurn;
    for (const choice of this.#page.querySelectorAll("[data-direction]")) choice.checked = choice.value === door.direction;
    this.#put("facing", door.list ? this.#words.facing[door.direction] : "");
    this.#page.dataset.facing = door.direction;
  }

  #unchecked(door) {
    const section = this.#part("unchecked");
    section.hidden = door.isOnline || !door.list;
    if (section.hidden) return;
    const since_ = { time: this.#time(door.confirmedAt || door.list.madeAt, door) };
    const sentences = this.#words.unchecked.map((sentence) => filled(sentence, since_));
    if (!door.list.data.photos) sentences.push(this.#words.unchecked_photos);
    this.#part("unchecked-list").replaceChildren(...sentences.map((sentence) => made("li", sentence)));
  }

  #log(door) {
    this.#part("log-empty").hidden = door.log.length > 0;
    this.#part("log").replaceChildren(...door.log.slice(0, 20).map((entry) => this.#entry(entry, door)));
  }

  #entry(entry, door) {
    const { words, reasons_short: short } = this.#words;
    const row = made("li");
    const colour = entry.byHand ? "green" : this.#words.colours[entry.code];
    row.dataset.colour = colour;
    const time = made("time", door.list ? this.#time(entry.at, door) : "");
    time.dateTime = new Date(entry.at).toISOString();
    const name = made("bdi", entry.name || entry.number || "–");
    const said = entry.byHand ? this.#words.let_in : entry.code === "valid" ? words[entry.direction === "exit" ? "exit" : "green"] : short[entry.code];
    row.append(time, made("span", said, "log-said"), name);
    const isOther = entry.server && entry.server !== entry.code;
    if (isOther) row.append(made("span", filled(this.#words.server_says, { verdict: short[entry.server] }), "log-server"));
    if (entry.error) row.append(made("span", entry.error, "log-server"));
    return row;
  }
}

function made(name, text = "", className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
