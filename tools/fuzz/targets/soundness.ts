import { scriptEngine } from '../../engines/engines.js';
import { featureSubjects, nativeSubjects, programSubjects } from '../../soundness/captures.js';
import { EngineProcess } from '../../soundness/engine-process.js';
import { tryOne } from '../../soundness/soundness.js';
import type { Subject } from '../../soundness/subject.js';
import { Tally } from '../../soundness/tally.js';
import { random } from '../random.js';
import type { FuzzTarget } from '../target.js';

let subjects: readonly Subject[] = [];
let process: EngineProcess | undefined;
const tally = new Tally();

/** The engine that runs what is accepted: this Node, or what SOUNDNESS_ENGINE names. */
const engine = (): EngineProcess => {
  process ??= new EngineProcess(scriptEngine(globalThis.process.env['SOUNDNESS_ENGINE'] ?? 'node'));
  return process;
};

/** Real checkpoints with something changed in frames, store, types or links. */
export const soundness: FuzzTarget = {
  name: 'soundness',
  help: 'mutated checkpoints of programs: two validators agree, and what they accept runs on without a fault of the engine',
  async prepare() {
    const on = engine();
    subjects = [
      ...(await featureSubjects(on)),
      ...(await programSubjects(on)),
      ...(await nativeSubjects(['lua', 'sqlite', 'quickjs'])),
    ];
  },
  create(seed) {
    const choices = random(seed);
    return { run: () => tryOne(subjects, choices, engine(), tally) };
  },
  async finish() {
    process?.end();
    process = undefined;
    return tally.lines();
  },
};
