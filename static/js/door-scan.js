// [data-ks-scan] opens the camera where the browser can read a QR code; elsewhere the button is not there.
const button = document.querySelector('[data-ks-scan]');
const video = document.querySelector('[data-ks-camera]');
const form = button?.form;
let last;

async function look(detector) {
  if (video.hidden) return;
  const [found] = await detector.detect(video).catch(() => []);
  // One ticket before the lens is one scan.
  if (found && found.rawValue !== last) {
    last = found.rawValue;
    form.elements.code.value = last.split('/').pop();
    form.requestSubmit(button.form.querySelector('[data-ks-typed]'));
    navigator.vibrate?.(80);
  }
  setTimeout(() => look(detector), 200);
}
function stop() {
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.hidden = true;
  button.textContent = 'Scan met de camera';
}
async function start() {
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    return (document.querySelector('[data-ks-said]').textContent = 'De camera doet het niet. Typ de code, of kies de naam.');
  }
  video.hidden = false;
  button.textContent = 'Stop de camera';
  await video.play();
  look(new BarcodeDetector({ formats: ['qr_code'] }));
}
if (button && 'BarcodeDetector' in window && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener('click', () => (video.hidden ? start() : stop()));
}
