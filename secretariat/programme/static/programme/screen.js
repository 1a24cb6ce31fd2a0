// The screen of a room asks every other second what stands on the list, and says so when nobody answers.

import { run } from "./clock.js";

const EVERY = 2000;
const wall = document.querySelector("[data-screen]");
const part = wall.querySelector("[data-part]");
const lost = wall.querySelector("[data-lost]");

const look = async () => {
  try {
    const answer = await fetch(new URL(wall.dataset.screen, location.href), { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { html } = await answer.json();
    // The house's own page, read as a page of its own: nothing in it is run.
    const page = new DOMParser().parseFromString(html, "text/html");
    part.replaceChildren(...page.body.childNodes);
    lost.hidden = true;
    run(part);
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, EVERY);
};

run(part);
setTimeout(look, EVERY);
