// <form data-ks-answers>: an answer is sent a moment after it was typed. The portal says what it kept, and per question
// ([data-ks-note="12"]) what it did not and why. Without script the buttons do the same.
// One at a time: each save stands in line behind the one before (`last`), and a button behind all of them.
const PAUSE = 1200;
const PATIENCE = 10000;
function keeper(form) {
  const kept = form.querySelector('[data-ks-kept]');
  let timer;
  let last = Promise.resolve();
  let waiting = 0;

  const send = async () => {
    const body = new FormData(form);
    body.set('what', 'keep');
    try {
      const path = form.getAttribute('action') || location.pathname;
      const answer = await fetch(path, { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE) });
      const told = await answer.json();
      kept.textContent = told.said;
      for (const [name, mark] of Object.entries(told.seen)) form.elements[name].value = mark;
      for (const note of form.querySelectorAll('[data-ks-note]')) note.textContent = told.notes[note.dataset.ksNote] ?? '';
    } catch {
      kept.textContent = 'Het laatste is nu niet bewaard. Druk straks op Bewaar.';
    }
  };
  const keep = () => {
    timer = clearTimeout(timer);
    waiting += 1;
    last = last.then(send).then(() => (waiting -= 1));
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // What is under way comes first: then this page knows what it wrote itself.
  form.addEventListener('submit', (event) => {
    timer = clearTimeout(timer);
    if (!waiting) return;
    event.preventDefault();
    event.stopPropagation();
    last.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener('visibilitychange', () => timer && keep());
}
document.querySelectorAll('form[data-ks-answers]').forEach(keeper);
