// Every page works without these; each file is one behaviour.
import './submit-once.js';
import './error-summary.js';
import './menu.js';
import './dialog.js';
import './copy.js';
import './autosubmit.js';
import './only-if.js';
import './passkey.js';
import './print.js';
import './similar.js';
import './keep-draft.js';
import './toolbar.js';
import './mention.js';
import './mark-read.js';
import './suggest.js';
import './tell.js';
import './upload.js';
