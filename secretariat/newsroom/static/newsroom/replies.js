// A moderator goes from reply to reply with j and k, chooses with x, publishes with p and refuses with r; the keys
// work only while the focus is in the list, and never where one writes.

const list = document.querySelector("[data-replies]");
const writes = (element) => element.matches("textarea, select, input:not([type=checkbox])");

const go = (item) => {
  if (!item) return;
  item.querySelector("input[type=checkbox], a, button")?.focus();
  item.scrollIntoView({ block: "nearest" });
};

const deeds = {
  j: (item) => go(item.nextElementSibling),
  k: (item) => go(item.previousElementSibling),
  x: (item) => item.querySelector("input[type=checkbox]")?.click(),
  p: (item) => item.querySelector("[data-publish]")?.click(),
  r: (item) => item.querySelector("[data-refuse]")?.click(),
};

document.querySelector("[data-keys]")?.removeAttribute("hidden");

list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  const item = event.target.closest("[data-replies] > li");
  const deed = deeds[event.key];
  if (!item || !deed) return;
  event.preventDefault();
  deed(item);
});
