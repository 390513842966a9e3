import { tableLines } from '../table.js';
import type { Fault, SourceTally, Tally } from './campaign.js';
import type { NoSubject } from './subject.js';

/** What a campaign comes to. */
export interface Figures {
  readonly seed: number;
  readonly engine: string;
  readonly seconds: number;
  readonly processes: number;
  readonly sources: Readonly<Record<string, SourceTally>>;
  readonly interruptions: number;
  /** Frames of the deepest checkpoint. */
  readonly frames: number;
  /** Bytes of all checkpoints. */
  readonly bytes: number;
  /** Programs that the engine does not know, that the instrumenter refuses, that failed before they were interrupted. */
  readonly unsupported: number;
  readonly refused: number;
  readonly faults: number;
}

type Setting = Pick<Figures, 'seed' | 'engine' | 'seconds' | 'processes'>;

const countOf = ({ without }: Tally, kind: string): number => without.filter((each) => each.kind === kind).length;

export const figuresOf = (tally: Tally, setting: Setting): Figures => ({
  ...setting,
  sources: Object.fromEntries(tally.sources),
  interruptions: tally.interruptions,
  frames: tally.frames,
  bytes: tally.bytes,
  unsupported: countOf(tally, 'unsupported'),
  refused: countOf(tally, 'refused'),
  faults: tally.faults.length + countOf(tally, 'failed'),
});

/** What was wrong, with a command that has it again for each kind of fault of a program. */
export function faultLines(tally: Tally): string[] {
  const kinds = new Map<string, { readonly first: Fault; count: number }>();
  for (const fault of tally.faults) {
    const { subject } = fault.trial;
    const key = `${subject.source} ${subject.name}: ${fault.fault.replaceAll(/\d+/g, 'n')}`;
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { first: fault, count: 1 });
    else kind.count += 1;
  }
  const failed = new Map<string, { readonly first: NoSubject; count: number }>();
  for (const each of tally.without.filter(({ kind }) => kind === 'failed')) {
    const key = `${each.source}: ${each.reason.replaceAll(/\d+/g, 'n')}`;
    const known = failed.get(key);
    if (known === undefined) failed.set(key, { first: each, count: 1 });
    else known.count += 1;
  }
  return [
    ...[...failed.values()].map(
      ({ first: { source, name, reason }, count }) =>
        `${source} ${name}${count === 1 ? '' : ` and ${count - 1} more`}: ${reason}`,
    ),
    ...[...kinds.values()].map(({ first: { trial, fault }, count }) => {
      const { source, name } = trial.subject;
      const replay = JSON.stringify({ program: name, stretches: trial.stretches });
      const times = count === 1 ? '' : ` (${count} times)`;
      return `${source} ${name}: ${fault}${times}\n  npm run torture -- --replay '${replay}'`;
    }),
  ];
}

/** Programs that were not run, by their reason. */
export function withoutLines({ without }: Tally, endless: ReadonlySet<string>): string[] {
  const reasons = new Map<string, string[]>();
  for (const { source, name, kind, reason } of without) {
    if (kind === 'failed') continue;
    // Of random programs the function, type and offset differ, not the reason.
    const text = `${source}, ${kind}: ${endless.has(source) ? reason.replaceAll(/0x[0-9a-f]+|\d+/g, 'n') : reason}`;
    reasons.set(text, [...(reasons.get(text) ?? []), name]);
  }
  return [...reasons].map(([text, names]) =>
    names.length > 4 ? `${text}: ${names.length} programs` : `${text}: ${names.join(', ')}`,
  );
}

export function figureLines(figures: Figures): string[] {
  const rows = Object.entries(figures.sources).map(([name, { programs, complete, trials, interruptions, faults }]) =>
    [name, programs, complete, trials, interruptions, faults].map(String),
  );
  const head = ['source', 'programs', 'stopped everywhere', 'trials', 'interruptions', 'faults'];
  const { seed, engine, seconds, processes, interruptions, frames, bytes, unsupported, refused, faults } = figures;
  return [
    ...tableLines(head, rows),
    `${engine}, seed ${seed}, ${seconds.toFixed(0)} s, ${processes} processes`,
    `${interruptions} checkpoints of ${(bytes / 1e6).toFixed(1)} MB, up to ${frames} frames`,
    `${unsupported} programs unsupported, ${refused} refused`,
    `${interruptions} interruptions, ${faults} faults`,
  ];
}
