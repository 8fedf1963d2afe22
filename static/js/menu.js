// A menu that is a <details>: Escape and a click elsewhere close it, as people expect of a menu.
const open = () => document.querySelector('details[data-ks-menu][open]');

document.addEventListener('click', (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  const menu = open();
  if (event.key !== 'Escape' || !menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

document.addEventListener('focusin', (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
