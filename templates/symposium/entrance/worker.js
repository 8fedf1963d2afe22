// The page at the door, also without a network: from the portal when it answers in time, else what this phone kept.
const CACHE = 'ks-door';
const PATIENCE = 5000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET') event.respondWith(answer(event.request));
});

async function answer(request) {
  const kept = () => caches.match(request, { cacheName: CACHE, ignoreVary: true });
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    // What was kept becomes newer, and nothing is kept that the page did not ask for.
    if (response.ok && (await kept())) await (await caches.open(CACHE)).put(request, response.clone());
    return response;
  } catch (fault) {
    return (await kept()) ?? Promise.reject(fault);
  }
}
