// The grid of rooms and time: a meeting is dragged, or picked up and moved by keys, and what would clash is shown on the
// way. Everything it does can be done by the forms as well.

import { Ghost, Plan } from "./plan.js";

const grid = () => document.querySelector("[data-grid]");
const FAR = 4;

let moving = null;
let lastMove = null;
let asked = 0;

function plan() {
  const here = grid();
  if (!here?.querySelector("[data-grid-table]")) return null;
  here.plan ??= new Plan(here);
  return here.plan;
}

function say(text, level = "") {
  const line = grid()?.querySelector("[data-say-line]");
  if (!line) return;
  line.hidden = false;
  line.dataset.level = level;
  line.querySelector("[data-say]").textContent = text;
  line.querySelector("[data-undo]").hidden = !lastMove;
}

// --- picking up, moving, putting down ---

async function pickUp(item, { byKey }) {
  const here = plan();
  if (!here) return null;
  const origin = here.spotOf(item);
  const spot = origin ?? here.firstSpot();
  moving = { item, origin, spot, byKey, ghost: null, verdicts: null, overTray: false, hasStepped: false, isWaiting: item.hasAttribute("data-waits") };
  const mine = moving;
  item.classList.add("item-moving");
  item.querySelector("[data-grip]")?.setAttribute("aria-pressed", "true");
  say(byKey ? here.words.taken_up.replace("{title}", item.dataset.title) : here.words.wait_a_moment);
  let why = "";
  mine.ready = here.ask(item.dataset.item).catch((error) => {
    why = error.told;
    return null;
  });
  const found = await mine.ready;
  if (moving !== mine) return null;
  if (!found) {
    putBack(why || here.words.failed);
    return null;
  }
  mine.verdicts = found;
  mine.ghost = new Ghost(here, item.dataset.title, found.rows);
  here.colour(found);
  // Whoever was quicker than the answer hears now where they are.
  show({ aloud: mine.hasStepped });
  return mine;
}

function show({ aloud = true } = {}) {
  if (!moving?.verdicts) return;
  const here = plan();
  const tray = grid().querySelector("[data-tray]");
  tray?.toggleAttribute("data-level", moving.overTray);
  if (moving.overTray) {
    moving.ghost.hide();
    say(here.words.waits);
    return;
  }
  const verdict = moving.verdicts.at(moving.spot);
  moving.ghost.show(moving.spot, verdict.level, { follow: moving.byKey });
  const where = { room: here.lanes[moving.spot.lane].label, time: here.rows[moving.spot.row].label, why: verdict.why };
  const words = verdict.level === "free" ? here.words.free : here.words.because;
  if (aloud || !moving.byKey) say(filled(words, where), verdict.level);
}

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function leave() {
  const item = moving?.item;
  moving?.ghost?.remove();
  plan()?.clear();
  grid()?.querySelector("[data-tray]")?.removeAttribute("data-level");
  item?.classList.remove("item-moving");
  item?.querySelector("[data-grip]")?.setAttribute("aria-pressed", "false");
  moving = null;
  return item;
}

function putBack(words) {
  const here = plan();
  const item = leave();
  if (item) say(words ?? here.words.put_back.replace("{title}", item.dataset.title));
}

async function putDown() {
  const mine = moving;
  if (!mine) return;
  await mine.ready;
  if (moving !== mine || !mine.verdicts) return;
  const here = plan();
  const { item, spot, origin } = mine;
  if (mine.overTray) {
    if (mine.isWaiting) putBack();
    else await wait(item);
    return;
  }
  if (origin && origin.lane === spot.lane && origin.row === spot.row) {
    putBack();
    return;
  }
  const verdict = mine.verdicts.at(spot);
  if (verdict.level === "block") {
    say(here.words.refused.replace("{why}", verdict.why), "block");
    // Whoever moves it by keys holds it still and may look for another place.
    if (!mine.byKey) putBack(here.words.refused.replace("{why}", verdict.why));
    return;
  }
  const lane = here.lanes[spot.lane];
  const sent = { starts_at: here.rows[spot.row].at, room: lane.room, table: lane.table, version: item.dataset.version };
  await send(item.dataset.move, sent, item.dataset.item);
}

async function wait(item) {
  if (item.dataset.off) await send(item.dataset.off, {}, item.dataset.item);
  else await send(item.dataset.move, { starts_at: "", room: item.dataset.room, version: item.dataset.version }, item.dataset.item);
}

// --- what is sent, and what comes back ---

async function send(url, fields, key, { undoes = false } = {}) {
  const here = plan();
  leave();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", grid().querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value ?? "");
  let answer;
  try {
    const got = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    answer = await got.json();
  } catch {
    say(here.words.failed, "block");
    return;
  }
  if (answer.sign_in) {
    say(answer.said.join(" "), "block");
    return;
  }
  if (answer.done) lastMove = undoes ? null : { ...answer.undo, key };
  // What somebody else moved meanwhile is shown as well.
  await renew();
  const words = answer.done && undoes ? [here.words.undone, ...answer.said.slice(1)] : answer.said;
  say(words.join(" "), answer.done ? (answer.warns ? "warn" : "") : "block");
  const grip = grid().querySelector(`[data-item="${CSS.escape(key)}"] [data-grip]`);
  grip?.focus();
}

async function renew() {
  const mine = ++asked;
  const region = grid().querySelector("[data-grid-region]");
  const [across, down] = [region?.scrollLeft ?? 0, region?.scrollTop ?? 0];
  try {
    const got = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    const fresh = page.querySelector("[data-grid]");
    if (!fresh || mine !== asked) return;
    grid().replaceWith(document.adoptNode(fresh));
  } catch {
    return;
  }
  upgrade();
  const next = grid().querySelector("[data-grid-region]");
  if (next) [next.scrollLeft, next.scrollTop] = [across, down];
}

async function undo() {
  if (lastMove) await send(lastMove.url, lastMove.fields, lastMove.key, { undoes: true });
}

// --- keys ---

function stepBy(lanes, rows) {
  const here = plan();
  moving.overTray = false;
  moving.hasStepped = true;
  moving.spot = here.kept({ lane: here.laneBeside(moving.spot.lane, lanes), row: moving.spot.row + rows });
  show();
}

function onKey(event) {
  if (event.key === "Escape" && moving) {
    event.preventDefault();
    putBack();
    return;
  }
  const grip = event.target.closest?.("[data-grip]");
  if (!grip) return;
  if (!moving && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    pickUp(grip.closest("[data-item]"), { byKey: true });
    return;
  }
  if (!moving?.byKey || grip.closest("[data-item]") !== moving.item) return;
  const here = plan();
  const onward = document.documentElement.dir === "rtl" ? -1 : 1;
  const hour = Math.round(60 / here.step);
  const moves = {
    ArrowUp: () => stepBy(0, -1),
    ArrowDown: () => stepBy(0, 1),
    ArrowRight: () => stepBy(onward, 0),
    ArrowLeft: () => stepBy(-onward, 0),
    PageUp: () => stepBy(0, -hour),
    PageDown: () => stepBy(0, hour),
    Home: () => stepBy(-Infinity, 0),
    End: () => stepBy(Infinity, 0),
    Enter: () => putDown(),
    " ": () => putDown(),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

// Whoever goes elsewhere with the keys has let go.
function onFocusOut(event) {
  if (moving?.byKey && event.target.matches?.("[data-grip]") && !moving.item.contains(event.relatedTarget)) {
    if (event.relatedTarget) putBack();
  }
}

// --- pointer ---

let pressed = null;

function onPointerDown(event) {
  const item = event.target.closest?.("[data-item]");
  if (!item || event.button !== 0 || !plan() || event.target.closest("details, .item-place")) return;
  // A finger on the thing itself scrolls the page; on the handle it drags.
  if (event.pointerType !== "mouse" && !event.target.closest("[data-grip]")) return;
  if (moving) putBack();
  const top = item.getBoundingClientRect().top;
  pressed = { item, id: event.pointerId, x: event.clientX, y: event.clientY, offset: event.clientY - top };
}

function onPointerMove(event) {
  if (!pressed || event.pointerId !== pressed.id) return;
  if (!moving) {
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < FAR) return;
    pressed.hasMoved = true;
    try {
      pressed.item.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already.
    }
    pickUp(pressed.item, { byKey: false });
  }
  if (!moving) return;
  event.preventDefault();
  const here = plan();
  here.scrollNear(event.clientX, event.clientY);
  moving.overTray = here.isOverTray(event.clientX, event.clientY);
  const lift = moving.isWaiting ? 0 : pressed.offset;
  if (!moving.overTray) moving.spot = here.spotAt(event.clientX, event.clientY - lift) ?? moving.spot;
  show();
}

function onPointerUp(event) {
  if (!pressed || event.pointerId !== pressed.id) return;
  const { hasMoved } = pressed;
  pressed = null;
  if (!hasMoved) return;
  // What follows a drag is no click.
  window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, { capture: true }), 0);
  if (moving && !moving.byKey) putDown();
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

function onPointerCancel() {
  pressed = null;
  if (moving && !moving.byKey) putBack();
}

// --- the page ---

function upgrade() {
  const here = grid();
  if (!here) return;
  for (const grip of here.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.setAttribute("aria-pressed", "false");
  }
  for (const keys of document.querySelectorAll("[data-grid-keys]")) keys.hidden = false;
  // Its place is kept from the beginning: nothing jumps when something is said.
  const line = here.querySelector("[data-say-line]");
  if (line && plan()) line.hidden = false;
}

document.addEventListener("keydown", onKey);
document.addEventListener("focusout", onFocusOut);
document.addEventListener("pointerdown", onPointerDown);
document.addEventListener("pointermove", onPointerMove, { passive: false });
document.addEventListener("pointerup", onPointerUp);
document.addEventListener("pointercancel", onPointerCancel);
document.addEventListener("dragstart", (event) => event.target.closest?.("[data-item]") && event.preventDefault());
document.addEventListener("click", (event) => event.target.closest?.("[data-undo]") && undo());
upgrade();
