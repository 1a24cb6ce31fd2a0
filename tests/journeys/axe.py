"""What axe has to say of a page (WCAG and good practice).

Contrast costs axe ten times what all its other rules cost together, and of the frame, the menu and each of fifty rows
it says what it said on the page before. It is judged once for each kind of place: a tag with its attributes and its
state, in all that it stands in, under the same style sheets, in the same width and scheme of colours. What is not clean
is judged again each time.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

_clean: set[int] = set()

# Names, addresses and languages colour nothing; all other attributes may.
_PLACES = """
() => {
  const silent = new Set(["href", "src", "srcset", "value", "for", "name", "id", "title", "alt", "action", "content",
    "placeholder", "datetime", "autocomplete", "nonce", "lang", "dir",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-controls"]);
  const states = [":focus", ":target", ":checked", ":disabled", ":invalid", ":user-invalid", ":has(:checked)",
    ":has(:focus)", ":has(:target)", ":has(> :only-child)", ":first-child", ":last-child"];
  const media = ["(prefers-color-scheme: dark)", "print", "(prefers-contrast: more)", "(forced-colors: active)"];
  const number = (text, seed) => {
    let [low, high] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
    for (let at = 0; at < text.length; at += 1) {
      low = Math.imul(low ^ text.charCodeAt(at), 2654435761);
      high = Math.imul(high ^ text.charCodeAt(at), 1597334677);
    }
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    return 4294967296 * (2097151 & high) + (low >>> 0);
  };
  const speaks = element => ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName)
    || [...element.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim());
  const places = window.placesOfAxe = new Map();
  const walk = (element, above) => {
    const told = [...element.attributes].filter(each => !silent.has(each.name) && !each.name.startsWith("hx-"));
    const words = [element.tagName, ...told.map(each => `${each.name}=${each.value}`).sort()];
    const place = number([above, ...words, ...states.filter(each => element.matches(each))].join(" "), above);
    if (speaks(element) && element.checkVisibility()) places.set(place, [...(places.get(place) ?? []), element]);
    for (const child of element.children) walk(child, place);
  };
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(each => each.getAttribute("href"));
  walk(document.documentElement, number([innerWidth, ...media.map(each => matchMedia(each).matches), ...sheets].join(), 0));
  return [...places.keys()];
}
"""
_RUN = """
async ([options, fresh]) => {
  const asked = {resultTypes: ["violations"], ...options, rules: {"color-contrast": {enabled: false}}};
  const found = (await axe.run(document, asked)).violations;
  const some = fresh.flatMap(each => [window.placesOfAxe.get(each)].flatMap(all => [all[0], all[1], all.at(-1)]));
  const include = [...new Set(some)].filter(each => each);
  if (!include.length) return [found, []];
  const contrast = {resultTypes: ["violations"], runOnly: {type: "rule", values: ["color-contrast"]}};
  return [found, (await axe.run({include}, contrast)).violations];
}
"""


class Axe:
    """The judge of a page, called as that of axe-playwright-python is."""

    def run(self, page: Page, *, options: dict[str, Any] | None = None) -> AxeResults:
        """What is wrong with the page as it stands now."""
        page.evaluate(AXE_SCRIPT)
        fresh = [place for place in page.evaluate(_PLACES) if place not in _clean]
        found, contrast = page.evaluate(_RUN, [options or {}, fresh])
        if not contrast:
            _clean.update(fresh)
        return AxeResults({"violations": [*found, *contrast]})
