// The page at the door of the symposium, which works without a network. Loaded there only, beside portal.js.
import './door-find.js';
import './door-forms.js';
import './door-keep.js';
import './door-rehearse.js';
import './door-scan.js';
