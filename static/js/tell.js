// <form data-ks-tell>: sent by itself, once, without leaving the page. Without script its button does it.
for (const form of document.querySelectorAll('form[data-ks-tell]')) {
  const body = new URLSearchParams(new FormData(form));
  fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).then(() => {
    form.textContent = 'We hebben genoteerd dat hiernaar gezocht is, zonder jouw naam.';
  }, () => {});
}
