// The page's side of its worker: it is kept for when there is no network, in each language, and renewed when asked.

const LATER = 5_000;

/** Keep this page for later; `notice` is shown when a newer one is ready, and its button takes that one. */
export async function keepOffline(page, notice) {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const registration = await workers.register(`${page.dataset.address}worker.js`, { scope: page.dataset.address });
  watch(registration, notice);
  notice.querySelector("button").addEventListener("click", () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  });
  // The other languages, so that they can be chosen without a network, too.
  setTimeout(() => void keepLanguages(page, workers), LATER);
}

function watch(registration, notice) {
  const look = () => (notice.hidden = !(registration.waiting && navigator.serviceWorker.controller));
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

async function keepLanguages(page, workers) {
  for (const link of page.querySelectorAll("[data-languages] a")) {
    const scope = new URL(link.href).pathname;
    if (!navigator.onLine || page.dataset.state === "new" || scope === page.dataset.address) continue;
    await workers.register(`${scope}worker.js`, { scope }).catch(() => null);
  }
}
