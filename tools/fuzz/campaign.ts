import { blockSize, type FuzzTarget } from './target.js';

/** How long a target is fuzzed: by time in seconds, by executions, or whichever ends first. */
export interface Bounds {
  readonly seconds: number;
  readonly executions: number;
}

/** A finding, with the seed that leads to it in less than a block. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  /** The execution after that seed that found it, from 1. */
  readonly execution: number;
  readonly error: unknown;
}

export interface Outcome {
  readonly executions: number;
  readonly finding: Finding | undefined;
}

/** Fuzzes one target in blocks with the seeds `seed`, `seed + 1`, ...; ends at the first finding. */
export async function fuzz(
  target: FuzzTarget,
  seed: number,
  bounds: Bounds,
  onProgress: (executions: number) => void = () => undefined,
): Promise<Outcome> {
  await target.prepare?.();
  const end = performance.now() + bounds.seconds * 1000;
  let executions = 0;
  for (let block = 0; ; block++) {
    const blockSeed = (seed + block) | 0;
    const fuzzer = target.create(blockSeed);
    for (let execution = 1; execution <= blockSize; execution++) {
      if (executions >= bounds.executions || performance.now() >= end) return { executions, finding: undefined };
      executions += 1;
      try {
        const running = fuzzer.run();
        // Most targets wait for nothing, and a turn of the queue costs as much as one of their inputs.
        if (running !== undefined) await running;
      } catch (error) {
        return { executions, finding: { target: target.name, seed: blockSeed, execution, error } };
      }
    }
    onProgress(executions);
    // Lets a terminal's interrupt through.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A finding for people: what was thrown, and the command that has it again. */
export function findingLines({ target, seed, execution, error }: Finding): string[] {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `finding in ${target}, execution ${execution} after seed ${seed}:`,
    text,
    `again: npm run fuzz -- --target ${target} --seed ${seed} --executions ${execution}`,
  ];
}
