// <form data-ks-keep="PATH">: what is typed goes to PATH as a draft, so that a closed lid loses nothing.
// Inside: [data-ks-kept] says when that was; [data-ks-not-kept] is read aloud when it failed. Files wait for the button.
// One at a time, and the button waits for the last one: a draft never arrives after the text itself.
const PAUSE = 1500;
const PATIENCE = 10000;

export function keeper(form) {
  const kept = form.querySelector('[data-ks-kept]');
  const trouble = form.querySelector('[data-ks-not-kept]');
  let timer;
  let sending;

  const send = async () => {
    timer = clearTimeout(timer);
    await sending;
    const body = new FormData(form);
    for (const box of form.querySelectorAll('[type=file]')) body.delete(box.name);
    try {
      const answer = await fetch(form.dataset.ksKeep, { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE) });
      const said = await answer.text();
      kept.hidden = false;
      kept.textContent = answer.ok && !answer.redirected ? said : '';
      trouble.textContent = answer.status === 409 ? said : '';
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(answer.status);
    } catch {
      trouble.textContent = 'Je klad is nu niet bewaard. Verstuur wat je schreef, of kopieer het.';
    }
  };
  const keep = () => {
    const mine = send().finally(() => {
      if (sending === mine) sending = undefined;
    });
    sending = mine;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener('submit', (event) => {
    timer = clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    event.stopPropagation();
    sending.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener('visibilitychange', () => timer && keep());
}

document.querySelectorAll('form[data-ks-keep]').forEach(keeper);
