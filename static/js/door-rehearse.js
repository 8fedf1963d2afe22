// <form data-ks-rehearse="CODE">: the page at the door before its day. What is scanned or typed is read, and thrown away.
// [data-ks-able] says whether this phone could keep what is done there without a network.
const form = document.querySelector('[data-ks-rehearse]');
const said = document.querySelector('[data-ks-said]');
const able = document.querySelector('[data-ks-able]');
const plain = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
let times = 0;

async function canKeep() {
  try {
    localStorage.setItem('ks-rehearsal', '1');
    localStorage.removeItem('ks-rehearsal');
    await caches.open('ks-rehearsal');
    await caches.delete('ks-rehearsal');
    return 'serviceWorker' in navigator;
  } catch {
    return false;
  }
}
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const code = plain(form.elements.code.value);
  form.reset();
  if (!code) return;
  const is = code === plain(form.dataset.ksRehearse) ? 'De oefencode is gelezen.' : 'Er is een andere code gelezen.';
  times += 1;
  said.textContent = `${is} Op de dag zelf staat hier wie het is. Er is niets bewaard (${times} keer geoefend).`;
}, true);
if (able) {
  canKeep().then((yes) => {
    able.textContent = yes ? able.dataset.yes : able.dataset.no;
    able.hidden = false;
  });
}
