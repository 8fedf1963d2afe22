// <input data-ks-find>: only the rows with these letters stay in sight, also without a network.
const letters = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const field = document.querySelector('[data-ks-find]');

field?.addEventListener('input', () => {
  for (const row of document.querySelectorAll('[data-ks-name]')) {
    row.hidden = !letters(row.dataset.ksName).includes(letters(field.value));
  }
});
