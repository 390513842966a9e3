import { scriptCases, suiteFiles, suitePath } from '../suite/modules.js';
import { demandModule, Invalid } from './gen/algorithm.js';
import { plainModule } from './plain-module.js';

/** The scripts of the threads proposal stand on WebAssembly 1.0, where a second table or memory is a fault. */
const older = /^multiple (tables|memories)$/;

/** Whether the algorithm finds a module valid; anything but its own refusal goes on. */
function isValid(bytes: Uint8Array): boolean {
  try {
    demandModule(plainModule(bytes));
    return true;
  } catch (fault) {
    if (fault instanceof Invalid) return false;
    throw fault;
  }
}

// clause: valid-module-valid
test('the algorithm finds valid what the scripts of the suite demand valid, and nothing else', async () => {
  const path = suitePath();
  if (path === undefined) return;
  const count = { accepted: 0, invalid: 0, malformed: 0 };
  const wrong: string[] = [];
  for (const file of await suiteFiles(path)) {
    for (const { bytes, expected, line, message } of await scriptCases(path, file)) {
      if (bytes === undefined || older.test(message)) continue;
      count[expected] += 1;
      if (isValid(bytes) !== (expected === 'accepted')) wrong.push(`${file}:${line}: ${expected}, ${message}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(count.accepted).toBeGreaterThan(2000);
  expect(count.invalid).toBeGreaterThan(1500);
});
