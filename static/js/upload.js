// <form data-ks-upload>: a bar says how far the files are, and the box keeps them when something has to be mended.
// Without script the form goes by itself; the server tells this one in X-Location where to go on.
import { keeper } from './keep-draft.js';
import { names } from './mention.js';
import { toolbar } from './toolbar.js';

function goTo(address) {
  const to = new URL(address, location);
  const isHere = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  if (isHere) location.reload(); // another place on this page alone would not show what is new
}

function send(form, box) {
  const bar = form.appendChild(document.createElement('progress'));
  const said = form.appendChild(document.createElement('p'));
  bar.setAttribute('aria-label', 'Versturen');
  said.setAttribute('role', 'status');
  const failed = () => {
    delete form.dataset.ksSent;
    bar.remove();
    said.textContent = 'Het versturen lukte niet. Je bestanden staan nog klaar: probeer het opnieuw.';
  };
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('X-Upload', '1');
  request.upload.onprogress = ({ loaded, total }) => {
    [bar.max, bar.value] = [total, loaded];
    said.textContent = loaded < total ? `${Math.floor((100 * loaded) / total)} procent verstuurd.` : 'Verstuurd. We kijken het na.';
  };
  request.onload = () => {
    const to = request.getResponseHeader('X-Location');
    if (to) return goTo(to);
    const main = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main');
    if (!main?.querySelector('[data-ks-upload]')) return failed();
    document.querySelector('main').replaceWith(document.adoptNode(main));
    if (!main.querySelector('[data-ks-stored]')) main.querySelector('[type=file]').replaceWith(box);
    main.querySelectorAll('form[data-ks-keep]').forEach(keeper);
    main.querySelectorAll('textarea[data-ks-toolbar]').forEach(toolbar);
    main.querySelectorAll('textarea[data-ks-names]').forEach(names);
    main.querySelector('[data-ks-error-summary]')?.focus();
  };
  request.onerror = failed;
  request.send(new FormData(form));
}

document.addEventListener('submit', (event) => {
  const box = event.target.matches('[data-ks-upload]') && event.target.querySelector('[type=file]');
  if (event.defaultPrevented || !box?.files?.length) return;
  event.preventDefault();
  send(event.target, box);
});
