// [data-ks-unsent="PATH"]: logging out (a form to PATH) wipes this phone. What the door still has to tell is sent first;
// what cannot be sent is counted, and the button then says that it goes.
import { refused, send, waiting } from './door-queue.js';

const box = document.querySelector('[data-ks-unsent]');
const form = [...document.forms].find((one) => new URL(one.action).pathname === box.dataset.ksUnsent);
const button = form.querySelector('[type=submit]');
const [said, failed, again] = ['said', 'failed', 'again'].map((name) => box.querySelector(`[data-ks-${name}]`));
const label = button.textContent;
const csrf = () => form.elements.csrfmiddlewaretoken.value;
let knows = false; // how many stay behind

function told(answer) {
  if (!answer.ok && !answer.keep) failed.append(Object.assign(document.createElement('li'), { textContent: answer.said }));
}
function show() {
  const left = waiting().length + refused().length;
  const many = left === 1 ? 'staat nog 1 check-in' : `staan nog ${left} check-ins`;
  said.textContent = left
    ? `Op dit apparaat ${many} van de deur die het portaal niet aannam. Verstuur eerst, of beslis op de pagina van de deur. Log je toch uit, dan ${left === 1 ? 'is die' : 'zijn die'} weg.`
    : 'Alles van de deur is verstuurd. Je kunt uitloggen.';
  again.hidden = !left;
  button.textContent = left ? 'Log toch uit en wis ze' : label;
  button.classList.toggle('utrecht-button--danger', left > 0);
  knows = left > 0;
}
function empty() {
  knows = box.hidden = false;
  again.hidden = true;
  said.textContent = 'Op dit apparaat staan nog check-ins van de deur. We versturen ze nu.';
  send(csrf, told).then(show);
}
again.addEventListener('click', empty);
form.addEventListener(
  'submit',
  (event) => {
    if (knows || !(waiting().length + refused().length)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    empty();
  },
  true,
);
if (waiting().length + refused().length) empty();
