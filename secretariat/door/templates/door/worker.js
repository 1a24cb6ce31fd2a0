// Keeps the page at the gate for when there is no network: the page and its files, nothing of anybody.

const EDITION = "{{ edition }}";
const NAME = "{{ name|escapejs }}";
const PAGE = "{{ page|escapejs }}";
const FILES = {{ files|safe }};
const KEPT = `${NAME} ${EDITION}`;

self.addEventListener("install", (event) => {
  const take = async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll([new Request(PAGE, { cache: "reload", credentials: "omit" }), ...FILES]);
  };
  event.waitUntil(take());
});

self.addEventListener("activate", (event) => {
  const settle = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`${NAME} `) && name !== KEPT) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(settle());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const isPage = event.request.mode === "navigate" && address.pathname === PAGE;
  if (event.request.method !== "GET" || !(isPage || FILES.includes(address.pathname))) return;
  const answer = async () => {
    const kept = await caches.open(KEPT);
    const found = await kept.match(isPage ? PAGE : address.pathname, { ignoreVary: true, ignoreSearch: true });
    return found ?? fetch(event.request);
  };
  event.respondWith(answer());
});
