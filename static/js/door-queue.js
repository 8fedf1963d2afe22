// What was done at the door waits here until the portal has it: one key per act, so that two tabs never overwrite each other.
const KEY = 'ks-door-';
// What the portal refused stays as well, with what it said, until somebody decides: that person may have gone in.
const REFUSED = 'ks-refused-door-';
const under = (start) => Object.keys(localStorage).filter((key) => key.startsWith(start)).sort();
const kept = (start) => under(start).map((key) => [key, JSON.parse(localStorage[key])]);
export const waiting = () => kept(KEY);
export const refused = () => kept(REFUSED);
export const decide = (key) => localStorage.removeItem(key);

// Written before anything else happens: a phone that dies now has kept it. Done again, it is of the same moment.
export function put(path, fields, act = { scan: crypto.randomUUID(), device_at: Date.now() }) {
  localStorage.setItem(`${KEY}${act.device_at}-${act.scan}`, JSON.stringify({ path, fields: { ...fields, ...act } }));
}

let sending;
// Send what waits, the oldest first; `told` hears what the portal says of each. An act stays until the portal took it:
// also when its link was ended, and then it goes with the link of the page that is open now.
export const send = (csrf, told) => (sending ??= sendAll(csrf, told).finally(() => (sending = undefined)));

async function sendAll(csrf, told) {
  for (const [key, { path, fields }] of waiting()) {
    // The clock of a phone may be wrong, how long ago it was is not.
    const body = new URLSearchParams({ ...fields, device_now: Date.now(), csrfmiddlewaretoken: csrf() });
    const tell = async (to) => {
      const response = await fetch(to, { method: 'POST', body, headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(20000) });
      return response.json();
    };
    let answer;
    try {
      answer = await tell(path);
      const open = openDoor(path, fields);
      if (answer.keep && open) answer = await tell(open);
    } catch {
      return;
    }
    if (!answer.keep && !answer.ok) localStorage.setItem(key.replace(KEY, REFUSED), JSON.stringify({ path, fields, ...answer }));
    if (!answer.keep) localStorage.removeItem(key);
    told(answer, fields);
  }
}

// The same address of the door that is open now; of a day that is long past, nobody goes to the next one.
function openDoor(path, { device_at }) {
  const what = (address) => address.split('/').at(-2);
  const found = [...document.querySelectorAll('form[data-ks-door]')].find(({ action }) => what(action) === what(path));
  return Date.now() - device_at < 7 * 24 * 3600 * 1000 && found?.action !== path && found?.action;
}
