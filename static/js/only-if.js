// A control with data-ks-only-if="name=value": its question is in sight only while that answer of the form is chosen.
// Without script it always stands there, with its help saying when it is needed.
for (const control of document.querySelectorAll('[data-ks-only-if]')) {
  const [name, value] = control.dataset.ksOnlyIf.split('=');
  const question = control.closest('.utrecht-form-field');
  const show = () => {
    question.hidden = control.form.elements[name].value !== value;
  };
  control.form.addEventListener('change', show);
  show();
}
