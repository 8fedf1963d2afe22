// "Kopieer" beside a text. The button is hidden until here: without script it would do nothing.
for (const button of document.querySelectorAll('[data-ks-copy]')) {
  const source = document.getElementById(button.dataset.ksCopy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  const said = button.parentElement.querySelector('[role=status]');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    if (said) said.textContent = 'Gekopieerd.';
  });
}
