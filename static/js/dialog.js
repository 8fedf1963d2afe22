// A link to a page that asks "are you sure" opens the same question on this page.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-ks-dialog]');
  const dialog = link && document.getElementById(link.dataset.ksDialog);
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});

// The way out is a link as well, for who has no script.
document.addEventListener('click', (event) => {
  const dialog = event.target.closest('[data-ks-dialog-close]')?.closest('dialog');
  if (!dialog) return;
  event.preventDefault();
  dialog.close();
});
