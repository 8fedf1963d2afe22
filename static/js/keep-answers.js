// <form data-ks-answers>: an answer is sent a moment after it was typed. The portal says what it kept, and per question
// ([data-ks-note="12"]) what it did not and why. Without script the buttons do the same.
const PAUSE = 1200;
function keeper(form) {
  const kept = form.querySelector('[data-ks-kept]');
  let timer;
  let sending;

  const send = async () => {
    timer = clearTimeout(timer);
    await sending;
    const body = new FormData(form);
    body.set('what', 'keep');
    try {
      const answer = await fetch(form.getAttribute('action') || location.pathname, { method: 'POST', body });
      const told = await answer.json();
      kept.textContent = told.said;
      for (const [name, mark] of Object.entries(told.seen)) form.elements[name].value = mark;
      for (const note of form.querySelectorAll('[data-ks-note]')) note.textContent = told.notes[note.dataset.ksNote] ?? '';
    } catch {
      kept.textContent = 'Het laatste is nu niet bewaard. Druk straks op Bewaar.';
    }
  };
  const keep = () => (sending = send().finally(() => (sending = undefined)));

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // What is under way comes first: then this page knows what it wrote itself.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    event.stopPropagation();
    sending.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener('visibilitychange', () => timer && keep());
}
document.querySelectorAll('form[data-ks-answers]').forEach(keeper);
