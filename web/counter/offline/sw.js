// Keeps the built pages of the counter, so that they open without a network. The build puts in what
// belongs to them; requests for anything else go their way untouched.
const files = ["FILES"];
const cacheName = "counter-VERSION";
const index = "/counter/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([index, ...files])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("counter-") && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const kept = request.mode === "navigate" ? index : files.includes(pathname) ? pathname : undefined;
  if (kept) event.respondWith(caches.open(cacheName).then(async (cache) => await cache.match(kept) ?? fetch(request)));
});
