// "Show more" adds the next page below this one and keeps the reader's place; without it the link leads to that page.

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-more]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.getElementById(link.dataset.more);
    const more = [...page.getElementById(link.dataset.more).children].map((each) => document.adoptNode(each));
    list.append(...more);
    more[0]?.querySelector("a")?.focus();
    const next = page.querySelector("a[data-more]");
    if (next) link.href = next.href;
    else link.remove();
    link.removeAttribute("aria-busy");
  } catch {
    location.href = link.href;
  }
});
