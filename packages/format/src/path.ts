type Part = string | number;

const parse = (path: string): Part[] =>
  (path.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** A place that is looked for, and those below it; `offset` once it has been entered. */
interface Target {
  readonly below: Map<Part, Target>;
  offset: number | undefined;
}

/**
 * Where a walk over a checkpoint is, written `threads[0].frames[2]` in diagnostics.
 *
 * With targets it remembers the offset at which the deepest part of each target was entered first.
 */
export class Path {
  readonly #parts: Part[] = [];
  readonly #root: Target = { below: new Map(), offset: undefined };
  /** The targets on the way to where the walk is; undefined without targets. */
  readonly #way: (Target | undefined)[] | undefined;

  constructor(targets?: readonly string[]) {
    if (targets === undefined) return;
    this.#way = [this.#root];
    for (const target of targets) {
      let at = this.#root;
      for (const part of parse(target)) {
        const known = at.below.get(part);
        const next = known ?? { below: new Map(), offset: undefined };
        if (known === undefined) at.below.set(part, next);
        at = next;
      }
    }
  }

  /** Goes into a field or an item that starts at `offset`. */
  enter(part: Part, offset = 0): void {
    this.#parts.push(part);
    if (this.#way === undefined) return;
    const target = this.#way.at(-1)?.below.get(part);
    if (target !== undefined) target.offset ??= offset;
    this.#way.push(target);
  }

  leave(): void {
    this.#parts.pop();
    this.#way?.pop();
  }

  /** Goes from an item to the next one of the same list. */
  next(part: Part, offset = 0): void {
    if (this.#way === undefined) this.#parts[this.#parts.length - 1] = part;
    else {
      this.leave();
      this.enter(part, offset);
    }
  }

  /** The offset of the deepest part of a target that was met; 0 where there is none. */
  found(target: string): number {
    let at: Target | undefined = this.#root;
    let offset = 0;
    for (const part of parse(target)) {
      at = at?.below.get(part);
      if (at?.offset === undefined) break;
      offset = at.offset;
    }
    return offset;
  }

  toString(): string {
    let text = '';
    for (const part of this.#parts) text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`;
    return text;
  }
}
