import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { scriptEngine } from '../engines/engines.js';
import { root } from '../root.js';

/** What Jest says of a run, as far as it is looked at. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly message: string }[];
}

const jest = join(root, 'node_modules/jest/bin/jest.js');

/** Tests that leave out what the engine of the process does not know: objects, typed function references, exceptions. */
const folders = ['packages/instrument/dist-test', 'packages/runtime/dist-test/objects'];

/** A module with a structure type: what Node 20 lacks and every engine since has. */
const structure = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 3, 1, 0x5f, 0);

const here = WebAssembly.validate(structure);

// Where the engine of this process knows objects, these tests run in it without being left out.
(here ? test.skip : test)(
  'the tests that need objects and exceptions pass on Node 24, none left out',
  () => {
    const { program } = scriptEngine('node-24');
    const args = [
      '--no-warnings',
      '--experimental-vm-modules',
      jest,
      '--json',
      '--silent',
      '--maxWorkers=1',
      ...folders,
    ];
    const { stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    if (stdout === '') throw new Error(stderr);
    const report = JSON.parse(stdout) as Report;
    expect(report.testResults.filter(({ message }) => message !== '')).toEqual([]);
    expect(report).toMatchObject({ numFailedTests: 0, numPendingTests: 0 });
    expect(report.numPassedTests).toBeGreaterThan(30);
  },
  300_000,
);
