// <form data-ks-door="what to say while it waits">: kept on this phone first, then sent. [data-ks-code] is somebody's row.
import { put, send, waiting } from './door-queue.js';

const said = document.querySelector('[data-ks-said]');
const failed = document.querySelector('[data-ks-failed]');
const count = document.querySelector('[data-ks-waiting]');
const plain = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
const row = (code) => document.querySelector(`[data-ks-code="${CSS.escape(plain(code))}"]`);
const csrf = () => document.querySelector('[name=csrfmiddlewaretoken]').value;

function show() {
  const items = waiting();
  count.textContent = items.length ? `Nog niet verstuurd: ${items.length}. Dat gaat vanzelf zodra er verbinding is.` : '';
  for (const [, { fields }] of items) if (fields.code) row(fields.code)?.setAttribute('data-ks-in', '');
  const present = document.querySelector('[data-ks-present]');
  if (present) present.textContent = document.querySelectorAll('[data-ks-code][data-ks-in]').length;
}
function told(answer, fields) {
  if (answer.keep || answer.ok) return answer.said && (said.textContent = answer.said);
  if (fields.code) row(fields.code)?.removeAttribute('data-ks-in');
  said.textContent = answer.said;
  const text = fields.code && !row(fields.code) ? `${fields.code}: ${answer.said}` : answer.said;
  if ([...failed.children].some((one) => one.textContent === text)) return;
  failed.append(Object.assign(document.createElement('li'), { textContent: text }));
}
const sync = () => send(csrf, told).then(show);

for (const form of document.querySelectorAll('form[data-ks-door]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = Object.fromEntries([...new FormData(form, event.submitter)].filter(([name]) => name !== 'csrfmiddlewaretoken'));
    if (!(fields.code ?? fields.name).trim()) return;
    const name = fields.name ?? row(fields.code)?.dataset.ksName;
    put(form.action, fields);
    said.textContent = name ? `${name}: ${form.dataset.ksDoor}` : `Code ${fields.code} staat niet in deze lijst. We kijken hem na zodra er verbinding is.`;
    form.reset();
    show();
    sync();
  }, true);
}
show();
sync();
addEventListener('online', sync);
setInterval(sync, 15000);
