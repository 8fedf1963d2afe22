// <form method="post"> with a text box: who leaves it halfway is asked first, in the words of the browser itself.
// A form that keeps what is typed (keep-draft, keep-answers) needs no question.
const halfway = new Set();
const ask = (event) => event.preventDefault();

const note = (form, isHalfway) => {
  halfway[isHalfway ? 'add' : 'delete'](form);
  // Only while there is something to lose: a page that listens is not kept for "back".
  window[halfway.size ? 'addEventListener' : 'removeEventListener']('beforeunload', ask);
};

const forms = 'form[method="post"]:has(textarea):not([data-ks-keep], [data-ks-answers])';
for (const form of document.querySelectorAll(forms)) {
  form.addEventListener('input', () => note(form, true));
  // What came back with a mistake is not saved either.
  if (form.querySelector('[aria-invalid="true"]')) note(form, true);
}
document.addEventListener('submit', (event) => note(event.target, false));
