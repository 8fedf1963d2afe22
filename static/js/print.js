// "Print": the button is hidden until here.
for (const button of document.querySelectorAll('[data-ks-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
