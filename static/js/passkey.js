// Passkeys: asks the browser and sends its answer. Without script, or where passkeys do not exist, the button
// stays hidden. window.webauthnJSON comes with django-allauth, on the pages that need it.
const FAULTS = {
  NotAllowedError: 'Het is niet gelukt, of je bent gestopt. Probeer het gerust opnieuw.',
  InvalidStateError: 'Op dit apparaat staat al een passkey voor dit account.',
  SecurityError: 'Op dit webadres werken passkeys niet.',
};
const OTHERWISE = 'Het is niet gelukt. Probeer het opnieuw, of kies een andere manier.';

async function optionsOf(form) {
  if (form.dataset.ksPasskey !== 'login') return JSON.parse(document.getElementById('passkey-opties').textContent);
  const response = await fetch(form.action, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).request_options;
}

async function answer(form) {
  const options = await optionsOf(form);
  const ask = form.dataset.ksPasskey === 'create' ? window.webauthnJSON.create : window.webauthnJSON.get;
  form.querySelector('[data-ks-passkey-answer]').value = JSON.stringify(await ask(options));
  form.submit();
}

function prepare(form) {
  const button = form.querySelector('[data-ks-passkey-start]');
  const fault = form.querySelector('[data-ks-passkey-fault]');
  if (!window.PublicKeyCredential) {
    fault.textContent = 'Deze browser kan niet met passkeys werken.';
    return;
  }
  const start = async () => {
    fault.textContent = '';
    button.setAttribute('aria-disabled', 'true');
    try {
      await answer(form);
    } catch (error) {
      fault.textContent = FAULTS[error.name] ?? OTHERWISE;
    } finally {
      button.removeAttribute('aria-disabled');
    }
  };
  button.addEventListener('click', start);
  // Enter in a field must not send the form without a passkey.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  button.hidden = false;
}

// Only when webauthnJSON, which comes after this script, is there too.
document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-ks-passkey]').forEach(prepare));
