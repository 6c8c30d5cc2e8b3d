// The gallery's entry point in place of shell/main.js: the same boot, no core worker. Tests look behind the mirror.
import {boot} from '../../shell/boot.js';
import {requestFrames} from '../../shell/page/frames.js';
import {nodeById} from '../../shell/page/mirror.js';

globalThis.gallery = {
  nodeById,
  requestFrames
};

boot(() => import('./gallery.mjs'), {hasCore: false});
