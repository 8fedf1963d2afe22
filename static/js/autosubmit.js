// <form data-ks-autosubmit="results">: a changed filter renews #results and the address, the focus stays.
// The header asks for the list alone (django-htmx on the server).
// Without script, or when fetching fails, the form's own button does the same with a whole page.
const said = document.createElement('p');
said.className = 'ks-unseen';
said.setAttribute('role', 'status');

let latest = 0;

async function renew(form) {
  const turn = ++latest;
  const address = new URL(form.action);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (turn !== latest) return;
  const id = form.dataset.ksAutosubmit;
  const results = fresh.getElementById(id);
  if (!answer.ok || !results) throw new Error(`no #${id} at ${address}`);
  document.getElementById(id).replaceWith(document.adoptNode(results));
  history.replaceState(null, '', address);
  const clear = form.querySelector('[data-ks-clear]');
  if (clear) clear.hidden = !address.search;
  said.textContent = results.querySelector('[data-ks-count]')?.textContent ?? '';
}

for (const form of document.querySelectorAll('form[data-ks-autosubmit]')) {
  form.append(said);
  form.addEventListener('change', () => renew(form).catch(() => form.submit()));
}
