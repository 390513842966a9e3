import type { Numbers } from '../analyse/numbers.js';
import type { Plan } from '../analyse/plan.js';

/** What is put in at one offset of a body. */
export interface Edit {
  /** Copies of results of the instruction in front, the deepest first, by `copyOf`. */
  readonly copies: readonly number[];
  /** The legacy `catch` in front whose exception is kept, by its number in the trail, or -1. */
  readonly caught: number;
  /** The site that stands there, or -1. */
  readonly site: number;
  /** Where the code goes on when it cannot be reached here, or -1. */
  readonly cutTo: number;
}

/** The edits of a plan by module offset, for code that is written more than once and not from its beginning. */
export function editsOf({ trail }: Plan): ReadonlyMap<number, Edit> {
  const found = new Map<number, Edit>();
  const add = (list: Numbers, edit: (index: number, old: Edit) => Partial<Edit>): void => {
    for (let index = 0; index < list.length; index++) {
      const at = list.at(index);
      const old = found.get(at) ?? { copies: [], caught: -1, site: -1, cutTo: -1 };
      found.set(at, { ...old, ...edit(index, old) });
    }
  };
  add(trail.teeAt, (index) => ({ copies: [trail.teeCopy.at(index)] }));
  let first = 0;
  add(trail.shuffleAt, (index) => {
    const from = first;
    first += trail.shuffleCount.at(index);
    return { copies: Array.from(trail.shuffleCopies.data.subarray(from, first)) };
  });
  add(trail.catchAt, (index) => ({ caught: index }));
  add(trail.siteAt, (index) => ({ site: index }));
  add(trail.cutFrom, (index) => ({ cutTo: trail.cutTo.at(index) }));
  return found;
}
