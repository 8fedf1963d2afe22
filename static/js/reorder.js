// <li draggable data-ks-drag="ADDRESS"> in a <section data-ks-section="ID">: drop a question at another place.
// The buttons "Omhoog" and "Omlaag" do the same without script, and for who uses the keyboard.
let dragged = null;
let stood = null; // [the list, what came after it] from before the drag

function after(list, y) {
  return [...list.querySelectorAll(':scope > [data-ks-drag]')].find((item) => {
    const box = item.getBoundingClientRect();
    return item !== dragged && y < box.top + box.height / 2;
  });
}

async function drop(section) {
  const items = [...section.querySelectorAll('[data-ks-drag]')];
  const body = new FormData();
  body.set('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
  body.set('section', section.dataset.ksSection);
  body.set('index', items.indexOf(dragged));
  const answer = await fetch(dragged.dataset.ksDrag, { method: 'POST', body }).catch(() => null);
  // What was refused is said on the page that comes, and stands where it stood.
  if (answer?.ok) location.reload();
  else putBack();
}

function putBack() {
  const [list, next] = stood;
  list.insertBefore(dragged, next);
  document.querySelector('[data-ks-not-moved]')?.remove();
  const said = document.createElement('p');
  said.className = 'utrecht-alert utrecht-alert--error';
  said.setAttribute('role', 'alert');
  said.dataset.ksNotMoved = '';
  said.textContent = 'Het verplaatsen is niet gelukt, en er is niets veranderd. Probeer het nog een keer, of gebruik de knoppen.';
  dragged.closest('section').before(said);
  said.scrollIntoView({ block: 'nearest' });
}

for (const item of document.querySelectorAll('[data-ks-drag]')) {
  item.addEventListener('dragstart', () => {
    dragged = item;
    stood = [item.parentElement, item.nextSibling];
  });
}
for (const section of document.querySelectorAll('[data-ks-section]')) {
  section.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const list = section.querySelector('ol');
    list.insertBefore(dragged, after(list, event.clientY) ?? null);
  });
  section.addEventListener('drop', (event) => {
    event.preventDefault();
    drop(section);
  });
}
