import { readFileSync } from 'node:fs';
import { type Candidate, compare } from '../harness.js';
import { depthOf } from './depth.js';
import type { Job, JobResult } from './job.js';
import { kernelCandidate } from './kernel-candidate.js';
import { programCandidate } from './program-candidate.js';
import { importsOf } from './variant-imports.js';

/** Times the job that stands on its standard input and prints the times; runs on every engine. */
const job = JSON.parse(readFileSync(0, 'utf8')) as Job;
const imports = importsOf(readFileSync(job.recorder));

function candidates(): Candidate[] {
  return job.variants.map(({ name, path }) => {
    const bytes = new Uint8Array(readFileSync(path));
    return job.kind === 'kernel'
      ? kernelCandidate(job.subject, name, bytes, imports)
      : programCandidate(job.subject, name, bytes, imports);
  });
}

function times(): JobResult {
  const samples = compare(candidates(), job.compare);
  return Object.fromEntries(job.variants.map(({ name }) => [name, samples.of(name)]));
}

function depths(): JobResult {
  return Object.fromEntries(
    job.variants.map(({ name, path }) => [name, depthOf(new Uint8Array(readFileSync(path)), imports)]),
  );
}

process.stdout.write(JSON.stringify(job.kind === 'depth' ? depths() : times()));
