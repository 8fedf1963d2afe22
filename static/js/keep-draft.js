// <form data-ks-keep="PATH">: what is typed goes to PATH as a draft, so that a closed lid loses nothing.
// Inside: [data-ks-kept] says when that was; [data-ks-not-kept] is read aloud when it failed. Files wait for the button.
const PAUSE = 1500;

function keeper(form) {
  const kept = form.querySelector('[data-ks-kept]');
  const trouble = form.querySelector('[data-ks-not-kept]');
  let timer;
  let sending;

  const keep = async () => {
    clearTimeout(timer);
    timer = undefined;
    sending?.abort();
    sending = new AbortController();
    const body = new FormData(form);
    for (const box of form.querySelectorAll('[type=file]')) body.delete(box.name);
    try {
      const answer = await fetch(form.dataset.ksKeep, { method: 'POST', body, signal: sending.signal });
      const said = await answer.text();
      kept.hidden = false;
      kept.textContent = answer.ok && !answer.redirected ? said : '';
      trouble.textContent = answer.status === 409 ? said : '';
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(answer.status);
    } catch (problem) {
      if (problem.name !== 'AbortError') trouble.textContent = 'Je klad is nu niet bewaard. Druk op Bewaar, of kopieer je tekst.';
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    sending?.abort();
  });
  document.addEventListener('visibilitychange', () => timer && keep());
}

document.querySelectorAll('form[data-ks-keep]').forEach(keeper);
