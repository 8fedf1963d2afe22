// <textarea data-ks-toolbar>: a row of buttons that put marks around the chosen words. Without script one types them.
const MARKS = [['Vet', '**', '**'], ['Lijst', '\n- ', ''], ['Link', '[', '](https://)'], ['Citaat', '\n> ', '']];

export function toolbar(box) {
  const bar = document.createElement('div');
  bar.className = 'ks-toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Opmaak');
  for (const [label, before, after] of MARKS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'utrecht-button utrecht-button--subtle';
    button.textContent = label;
    button.addEventListener('click', () => {
      const { selectionStart: from, selectionEnd: to, value } = box;
      const lines = before.startsWith('\n');
      const chosen = lines ? value.slice(from, to).replaceAll('\n', before) : value.slice(from, to);
      const start = lines && (from === 0 || value[from - 1] === '\n') ? before.slice(1) : before;
      box.setRangeText(start + chosen + after, from, to, 'end');
      if (!lines && from === to) box.selectionEnd = box.selectionStart = from + start.length;
      box.focus();
      box.dispatchEvent(new Event('input', { bubbles: true }));
    });
    bar.append(button);
  }
  box.before(bar);
}

document.querySelectorAll('textarea[data-ks-toolbar]').forEach(toolbar);
