// [data-ks-scan] opens the camera and reads the QR of a ticket, without a network as well. A library reads it: of the
// phones at the door most have no BarcodeDetector (no iPhone has), and this way all of them do the same.
import { decodeQR } from 'qr/decode.js';

const PAUSE = 150;
const GONE = 10; // looks without a code: then the same ticket is a new scan
const button = document.querySelector('[data-ks-scan]');
const video = document.querySelector('[data-ks-camera]');
const form = button?.form;
const canvas = document.createElement('canvas');
const paint = canvas.getContext('2d', { willReadFrequently: true });
let last;
let empty = 0;

function read() {
  const scale = Math.min(1, 720 / Math.max(video.videoWidth, video.videoHeight, 1));
  [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale];
  try {
    paint.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decodeQR(paint.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined; // there is none in sight
  }
}
function look() {
  if (video.hidden) return;
  const found = read();
  empty = found ? 0 : empty + 1;
  if (empty > GONE) last = undefined;
  // One ticket before the lens is one scan.
  if (found && found !== last) {
    last = found;
    form.elements.code.value = found.split('/').pop();
    form.requestSubmit(form.querySelector('[data-ks-typed]'));
    navigator.vibrate?.(80);
  }
  setTimeout(look, PAUSE);
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
  button.scrollIntoView({ block: 'start' });
  look();
}
if (button && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener('click', () => (video.hidden ? start() : stop()));
}
