import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featureProgram, featurePrograms, featuresFolder } from './features.js';
import { type Outcome, runPlain } from './outcome.js';

/**
 * Runs every program of `features` uninstrumented and writes `features/outcomes.json`; needs an engine that knows all of
 * WebAssembly 3.0 besides threads and legacy exceptions: Node 24.
 */
const outcomes: Record<string, Outcome> = {};
for (const feature of featurePrograms()) outcomes[feature.name] = runPlain(await featureProgram(feature));
const path = join(featuresFolder, 'outcomes.json');
const temporary = `${path}.${process.pid}.tmp`;
const rows = Object.entries(outcomes).map(([name, outcome]) => `  ${JSON.stringify(name)}: ${JSON.stringify(outcome)}`);
writeFileSync(temporary, `{\n${rows.join(',\n')}\n}\n`);
renameSync(temporary, path);
