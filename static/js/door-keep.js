// Keeps the pages of this door on the phone, and wipes them when the day is over ([data-ks-door-over]) or on request.
import { refused, waiting } from './door-queue.js';

const CACHE = 'ks-door';
const { worker } = document.querySelector('[data-worker]').dataset;
const wipe = document.querySelector('[data-ks-wipe]');

async function forget() {
  await caches.delete(CACHE);
  for (const one of await navigator.serviceWorker.getRegistrations()) if (one.active?.scriptURL.endsWith(worker)) await one.unregister();
}
async function keep() {
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  const own = [...document.querySelectorAll('[data-ks-keep], link[href][rel~=stylesheet], link[href][rel=preload], link[rel=icon]')];
  const cache = await caches.open(CACHE);
  // Each address once, or the cache refuses them all.
  await cache.addAll(new Set([location.origin + location.pathname, ...own.map((one) => one.href), ...[...document.scripts].map((one) => one.src)]));
  document.querySelector('[data-ks-ready]').hidden = false;
}

if ('serviceWorker' in navigator) {
  if (document.querySelector('[data-ks-door-over]')) forget();
  else if (navigator.onLine) keep().catch(() => {});
}
wipe?.addEventListener('click', async () => {
  if (waiting().length || refused().length) return (wipe.nextElementSibling.textContent = 'Er wacht nog iets op verbinding, of op een besluit bovenaan deze pagina. Wis pas als dat klaar is.');
  await forget();
  wipe.nextElementSibling.textContent = 'De lijst is van deze telefoon gewist. Je kunt deze pagina sluiten.';
});
