// <form data-ks-door="what to say while it waits">: kept on this phone first, then sent. [data-ks-code] is somebody's row.
// What is not on this phone waits for the portal to look; what the portal refused stays in sight until somebody decides.
import { put, send, waiting } from './door-queue.js';
import { plain, settle, showRefused } from './door-refused.js';

const said = document.querySelector('[data-ks-said]');
const failed = document.querySelector('[data-ks-failed]');
const count = document.querySelector('[data-ks-waiting]');
const row = (code) => document.querySelector(`[data-ks-code="${CSS.escape(plain(code))}"]`);
const csrf = () => document.querySelector('[name=csrfmiddlewaretoken]').value;

function show() {
  const items = waiting();
  count.textContent = items.length ? `Nog niet verstuurd: ${items.length}. Dat gaat vanzelf zodra er verbinding is.` : '';
  for (const [, { fields }] of items) if (fields.code) row(fields.code)?.setAttribute('data-ks-in', '');
  showRefused(failed, () => (show(), sync()));
  const present = document.querySelector('[data-ks-present]');
  if (present) present.textContent = document.querySelectorAll('[data-ks-code][data-ks-in]').length;
}
function told(answer, fields) {
  if (answer.said) said.textContent = answer.said;
  if (answer.keep) return;
  settle(answer, fields);
  if (!answer.ok && fields.code) row(fields.code)?.removeAttribute('data-ks-in');
}
const sync = () => send(csrf, told).then(show);

for (const form of document.querySelectorAll('form[data-ks-door]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = Object.fromEntries([...new FormData(form, event.submitter)].filter(([name]) => name !== 'csrfmiddlewaretoken'));
    if (!(fields.code ?? fields.name).trim()) return (said.textContent = 'code' in fields ? 'Typ de code, of kies de naam uit de lijst.' : 'Vul een naam in.');
    // What was typed stays: only the phone knows it.
    if (form.elements.email?.reportValidity() === false) return (said.textContent = 'Dit e-mailadres klopt niet. Verbeter het, of laat het leeg.');
    const name = fields.name ?? row(fields.code)?.dataset.ksName;
    put(form.action, fields);
    const known = name || fields.without_seat;
    said.textContent = known ? `${name ?? `Code ${fields.code}`}: ${form.dataset.ksDoor}` : `Code ${fields.code}: ${form.dataset.ksUnknown}`;
    form.reset();
    show();
    sync();
  }, true);
}
show();
sync();
addEventListener('online', sync);
setInterval(sync, 15000);
