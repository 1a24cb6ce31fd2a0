// The page at the gate: what the tablet knows, shown; what the person at the door does, done.

import { Door, NEW, READY, REVOKED, UNKNOWN } from "./door.js";
import { Camera, listenToHandScanner } from "./scanner.js";
import { Shown } from "./shown.js";
import { sound, wakeSound } from "./sounds.js";
import { Unanswered } from "./wire.js";
import { keepOffline } from "./worker-page.js";

const page = document.querySelector("[data-door]");
const part = (name) => page.querySelector(`[data-${name}]`);
const words = JSON.parse(document.getElementById("door-words").textContent);
const shown = new Shown(page, words);
const SOON = 30;
const CODE = /^[A-Z0-9]{4}-?[A-Z0-9]{4}$/;

let door = null;
let asked = null;
let isLoud = true;
let isDue = false;

// ---- judging --------------------------------------------------------------------------------------------------------

async function check(text) {
  if (!door || door.state === NEW || door.state === REVOKED) return;
  if (!door.list) {
    shown.say(words.no_list);
    return;
  }
  asked = null;
  shown.checking();
  const outcome = await door.scan(text);
  if (!outcome) {
    shown.say(words.no_list);
    return;
  }
  asked = outcome.verdict.colour === "amber" ? outcome : null;
  shown.verdict(outcome, door, await door.store.photo(outcome.person?.number ?? ""));
  if (isLoud) sound(outcome.verdict.colour);
}

async function decide(isIn) {
  const outcome = asked;
  if (!outcome) return;
  asked = null;
  if (isIn) await door.letIn(outcome);
  shown.decided(outcome, isIn);
  if (isLoud) sound(isIn ? "green" : "red");
}

// ---- enrolment ------------------------------------------------------------------------------------------------------

async function enrol(typed) {
  const code = typed.trim().toUpperCase();
  const says = part("code-errors");
  if (!CODE.test(code)) {
    says.textContent = words.code_form;
    return;
  }
  part("enrol-button").disabled = true;
  says.textContent = "";
  try {
    await door.takeUp(code);
    part("enrol-code").value = "";
    part("tablet").open = false;
    part("number").focus();
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    says.textContent = error.status === 0 ? words.code_no_network : error.said.error || words.code_wrong;
  } finally {
    part("enrol-button").disabled = false;
    show();
  }
}

function codeOfLink() {
  const code = decodeURIComponent(location.hash.slice(1));
  // Whoever looks at the address afterwards finds no code in it.
  if (location.hash) history.replaceState(null, "", location.pathname);
  return CODE.test(code.toUpperCase()) ? code : "";
}

async function followLink() {
  const code = codeOfLink();
  if (code) await enrol(code);
}

// ---- the page -------------------------------------------------------------------------------------------------------

function show() {
  page.dataset.state = door.state;
  const mustEnrol = door.state !== READY;
  part("gate").hidden = door.state === NEW || door.state === REVOKED;
  part("opening").hidden = true;
  part("tablet").hidden = false;
  part("status").hidden = door.state === NEW;
  if (mustEnrol) part("tablet").open = true;
  part("trouble").textContent = {
    [REVOKED]: words.revoked,
    [UNKNOWN]: words.unknown_tablet,
  }[door.state] ?? words.distrust[door.distrust] ?? "";
  part("trouble").hidden = !part("trouble").textContent;
  shown.status(door);
}

// However much changes at once, the page is written anew once.
function showSoon() {
  if (!door || isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    show();
  }, SOON);
}

function bind() {
  part("number-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = part("number").value;
    part("number").value = "";
    if (text.trim()) void check(text);
  });
  part("enrol-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void enrol(part("enrol-code").value);
  });
  for (const choice of page.querySelectorAll("[data-direction]")) {
    choice.addEventListener("change", () => void door.face(choice.value));
  }
  for (const [name, isIn] of [["let-in", true], ["turn-away", false]]) {
    const button = part(name);
    button.addEventListener("click", () => void decide(isIn));
    // A hand scanner ends with Enter, and nobody is let in by one.
    button.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }
  document.addEventListener("keydown", (event) => {
    if (!asked) return;
    if (event.key === "F8") void decide(true);
    if (event.key === "Escape") void decide(false);
  });
  part("sound").addEventListener("change", (event) => {
    isLoud = event.target.checked;
    void door.store.put({ sound: isLoud });
  });
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, wakeSound);
  listenToHandScanner((text) => void check(text));
  bindCamera();
}

function bindCamera() {
  const camera = new Camera(part("video"), (text) => void check(text));
  const button = part("camera");
  button.hidden = !navigator.mediaDevices?.getUserMedia;
  button.addEventListener("click", async () => {
    try {
      if (camera.isOn) camera.stop();
      else await camera.start();
      part("camera-errors").textContent = "";
    } catch {
      camera.stop();
      part("camera-errors").textContent = words.no_camera;
    }
    part("sight").hidden = !camera.isOn;
    button.setAttribute("aria-pressed", String(camera.isOn));
    button.textContent = camera.isOn ? words.camera_off : words.camera_on;
  });
}

async function stayAwake() {
  if (document.hidden || door.state !== READY) return;
  await navigator.wakeLock?.request("screen").catch(() => null);
}

async function open() {
  door = await Door.open({
    conference: page.dataset.conference,
    address: page.dataset.address,
    onchange: showSoon,
  });
  isLoud = (await door.store.get("sound")) ?? true;
  part("sound").checked = isLoud;
  bind();
  show();
  door.keepGoing();
  setInterval(() => shown.status(door), 10_000);
  document.addEventListener("visibilitychange", () => void stayAwake());
  void stayAwake();
  void keepOffline(page, part("newer"));
  addEventListener("hashchange", () => void followLink());
  await followLink();
  page.dataset.ready = door.verify.means;
}

open().catch((error) => {
  part("opening").textContent = words.cannot_open;
  throw error;
});
