// A double click sends a form once. The button stays focusable and sends its own name and value.
const buttons = (form) => [...form.elements].filter((control) => control.type === 'submit');

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.ksSent) {
    event.preventDefault();
    return;
  }
  form.dataset.ksSent = 'true';
  for (const button of buttons(form)) button.setAttribute('aria-disabled', 'true');
});

// Back in the browser shows the page as it was left: let the form be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-ks-sent]')) {
    delete form.dataset.ksSent;
    for (const button of buttons(form)) button.removeAttribute('aria-disabled');
  }
});
