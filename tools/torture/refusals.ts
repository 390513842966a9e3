import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';
import type { NoSubject } from './subject.js';

/** Why programs of sources with an end may be refused by the instrumenter, by name. */
export type Refusals = Readonly<Record<string, string>>;

export const readRefusals = (): Refusals =>
  JSON.parse(readFileSync(join(root, 'tools/torture/refusals.json'), 'utf8')) as Refusals;

/**
 * A sentence for each program that is refused and not listed, and for each that is listed and was run.
 *
 * Of sources without an end, which make what they like, refusals are expected.
 */
export function unexpectedRefusals(
  refusals: Refusals,
  without: readonly NoSubject[],
  ran: ReadonlySet<string>,
  endless: ReadonlySet<string>,
): readonly string[] {
  return [
    ...without
      .filter(({ kind, name, source }) => kind === 'refused' && !endless.has(source) && refusals[name] === undefined)
      .map(({ source, name, reason }) => `${source} ${name} is refused: ${reason}`),
    ...Object.keys(refusals)
      .filter((name) => ran.has(name))
      .map((name) => `${name} is no longer refused; remove it from tools/torture/refusals.json`),
  ];
}
