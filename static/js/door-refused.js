// What the portal refused stays in sight, with its code and time, until somebody decides: that person may have gone in.
import { decide, put, refused } from './door-queue.js';

export const plain = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
const who = ({ code, name }) => plain(code ?? name);

// In after all, or refused once more: one line is enough.
export function settle({ ok }, fields) {
  for (const [key, item] of refused()) {
    const same = item.fields.session === fields.session && who(item.fields) === who(fields);
    if (same && (ok || item.fields.scan !== fields.scan)) decide(key);
  }
}

// `after` is called when a button was pressed.
export function showRefused(list, after) {
  list.replaceChildren(...refused().map((one) => line(one, after)));
}

function line([key, { path, fields, said, room }], after) {
  const item = document.createElement('li');
  const { scan, device_at } = fields;
  const at = new Date(device_at).toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit' });
  const press = (textContent, act) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'ks-button-link', textContent });
    button.addEventListener('click', () => (act(), decide(key), after()));
    item.append(button, ' ');
  };
  item.append(`${at.replace(':', '.')} uur, ${fields.code ?? fields.name}: ${said} `);
  if (room) press('Is binnen gelaten', () => put(path, { ...fields, without_seat: 'on' }, { scan, device_at }));
  press('Klaar, haal weg', () => {});
  return item;
}
