import { type ExitCode, runScript, script } from '../command.js';
import type { Step } from './step.js';
import { memoryImage } from './steps/memory-image.js';
import { nativeCapture } from './steps/native-capture.js';
import { typeState } from './steps/type-state.js';
import { validation } from './steps/validation.js';

/** What the packages do so far. */
const steps: readonly Step[] = [nativeCapture, validation, typeState, memoryImage];

const command = script('demo', 'A tour of what the packages do, on real modules from npm packages.', 'a step failed');

async function run(): Promise<ExitCode> {
  for (const [index, step] of steps.entries()) {
    console.log(`${index === 0 ? '' : '\n'}${index + 1}. ${step.title}\n`);
    await step.run((line) => console.log(line === '' ? '' : `   ${line}`));
  }
  return 0;
}

await runScript(command, run);
