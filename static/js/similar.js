// <form data-ks-similar="address">: what looks like the text so far stands in #lijkt-op while somebody types.
// Without script the same stands there after the button of the form.
const PAUSE = 600;

for (const form of document.querySelectorAll('form[data-ks-similar]')) {
  let timer;
  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const answer = await fetch(form.dataset.ksSimilar, { method: 'POST', body: new FormData(form) });
    const text = await answer.text();
    if (answer.ok && mine === turn) document.getElementById('lijkt-op').innerHTML = text;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => look().catch(() => {}), PAUSE);
  });
}
