// <form data-ks-suggest="address">: while somebody types, links stand in its data-ks-proposed. Escape takes them away.
// Without script the button of the form leads to the same results.
const PAUSE = 250;
const SHORTEST = 3;

for (const form of document.querySelectorAll('form[data-ks-suggest]')) {
  const box = form.elements.zoek;
  const proposed = form.querySelector('[data-ks-proposed]');
  let timer;
  let turn = 0;
  const clear = () => {
    turn += 1;
    clearTimeout(timer);
    proposed.replaceChildren();
  };
  const look = async () => {
    const mine = ++turn;
    const address = new URL(form.dataset.ksSuggest, location.href);
    address.searchParams.set('zoek', box.value);
    const answer = await fetch(address);
    const text = await answer.text();
    if (answer.ok && mine === turn) proposed.innerHTML = text;
  };
  box.addEventListener('input', () => {
    clearTimeout(timer);
    if (box.value.trim().length < SHORTEST) clear();
    else timer = setTimeout(() => look().catch(() => {}), PAUSE);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !proposed.childElementCount) return;
    event.preventDefault(); // a search box would empty itself: only the list goes
    clear();
    box.focus();
  });
  form.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) clear();
  });
}
