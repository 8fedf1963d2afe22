// After an @ in a <textarea data-ks-toolbar data-ks-names="PATH">: the people whose name begins so, to choose from.
export function names(box) {
  const list = document.createElement('ul');
  list.className = 'ks-names';
  list.setAttribute('aria-label', 'Kies een naam');
  box.after(list);
  let turn = 0;
  const typed = () => /(?:^|[^\w@.])@([\p{L}'’ .-]{2,40})$/u.exec(box.value.slice(0, box.selectionStart))?.[1];
  box.addEventListener('input', async () => {
    const begin = typed();
    const mine = ++turn;
    if (!begin) return list.replaceChildren();
    const answer = await fetch(`${box.dataset.ksNames}?q=${encodeURIComponent(begin)}`).catch(() => null);
    if (mine === turn && answer?.ok && !answer.redirected) list.innerHTML = await answer.text();
  });
  list.addEventListener('click', ({ target }) => {
    const end = box.selectionStart;
    box.setRangeText(`${target.dataset.ksName} `, end - (typed()?.length ?? 0), end, 'end');
    list.replaceChildren();
    box.focus();
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

document.querySelectorAll('textarea[data-ks-names]').forEach(names);
