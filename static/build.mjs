// Bundles the style sheet and the scripts into static/dist; Django hashes the names afterwards.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here('dist'), { recursive: true, force: true });
await build({
  entryPoints: [here('css/portal.css'), here('js/portal.js'), here('js/door.js'), here('js/door-leave.js'), here('js/live.js')],
  outdir: here('dist'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
  // Fonts stand beside the style sheet, never inside it: the CSP forbids data: addresses.
  loader: { '.woff2': 'file' },
  entryNames: '[name]',
  assetNames: '[name]',
  legalComments: 'none',
  logLevel: 'warning',
});
