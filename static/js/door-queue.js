// What was done at the door waits here until the portal has it: one key per act, so that two tabs never overwrite each other.
const KEY = 'ks-door-';
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(KEY)).sort();
export const waiting = () => keys().map((key) => [key, JSON.parse(localStorage[key])]);

// Written before anything else happens: a phone that dies now has kept it.
export function put(path, fields) {
  const act = { scan: crypto.randomUUID(), device_at: Date.now() };
  localStorage.setItem(`${KEY}${act.device_at}-${act.scan}`, JSON.stringify({ path, fields: { ...fields, ...act } }));
}

let sending;
// Send what waits, the oldest first; `told` hears what the portal says of each. An act that the portal did not answer stays.
export const send = (csrf, told) => (sending ??= sendAll(csrf, told).finally(() => (sending = undefined)));

async function sendAll(csrf, told) {
  for (const [key, { path, fields }] of waiting()) {
    // The clock of a phone may be wrong, how long ago it was is not.
    const body = new URLSearchParams({ ...fields, device_now: Date.now(), csrfmiddlewaretoken: csrf() });
    let answer;
    try {
      const response = await fetch(path, { method: 'POST', body, headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(20000) });
      answer = await response.json();
    } catch {
      return;
    }
    localStorage.removeItem(key);
    told(answer, fields);
  }
}
