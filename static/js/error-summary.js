// Bring people to what went wrong, and from there to the control itself.
document.querySelector('[data-ks-error-summary]')?.focus();

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-ks-error-summary] a[href^="#"]');
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  // The label or legend in view as well: only the control would leave the question off screen.
  (control.closest('fieldset, .utrecht-form-field') ?? control).scrollIntoView();
  control.focus({ preventScroll: true });
});
