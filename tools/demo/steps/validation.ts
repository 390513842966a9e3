import { validate } from '@wasm-checkpoint/wasm';
import { realModules } from '../../real/modules.js';
import type { Step } from '../step.js';

/** Validates real modules in full, and one of them with a byte changed. */
export const validation: Step = {
  title: 'Full validation of real modules',
  run(say) {
    for (const real of realModules) {
      const bytes = real.bytes();
      const start = performance.now();
      const fault = validate(bytes);
      const time = performance.now() - start;
      const verdict = fault === undefined ? 'valid' : fault.message;
      say(
        `${real.name.padEnd(11)} ${String(bytes.length).padStart(9)} bytes  ${time.toFixed(0).padStart(4)} ms  ${verdict}`,
      );
    }
    const broken = realModules[0]?.bytes() ?? new Uint8Array();
    const middle = broken.length >> 1;
    for (let offset = middle; offset < middle + 100; offset++) {
      const before = broken[offset] ?? 0;
      broken[offset] = before ^ 1;
      const fault = validate(broken);
      broken[offset] = before;
      if (fault?.phase !== 'invalid') continue;
      say(`with one bit of byte ${offset} of the first changed: ${fault.message}`);
      return;
    }
  },
};
