type Part = string | number;

const parse = (path: string): Part[] =>
  (path.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/**
 * Where a walk over a checkpoint is, written `threads[0].frames[2]` in diagnostics.
 *
 * With a target it remembers the offset at which the deepest part of the target was entered.
 */
export class Path {
  readonly #parts: Part[] = [];
  readonly #target: readonly Part[] | undefined;
  #matched = 0;
  #found = 0;

  constructor(target?: string) {
    this.#target = target === undefined ? undefined : parse(target);
  }

  /** Goes into a field or an item that starts at `offset`. */
  enter(part: Part, offset = 0): void {
    const depth = this.#parts.push(part) - 1;
    if (this.#target !== undefined && this.#matched === depth && this.#target[depth] === part) {
      this.#matched = depth + 1;
      this.#found = offset;
    }
  }

  leave(): void {
    this.#parts.pop();
    if (this.#target !== undefined && this.#matched > this.#parts.length && this.#matched < this.#target.length) {
      this.#matched = this.#parts.length;
    }
  }

  /** Goes from an item to the next one of the same list. */
  next(part: Part, offset = 0): void {
    if (this.#target === undefined) this.#parts[this.#parts.length - 1] = part;
    else {
      this.leave();
      this.enter(part, offset);
    }
  }

  /** The offset of the deepest part of the target that was met. */
  get found(): number {
    return this.#found;
  }

  toString(): string {
    let text = '';
    for (const part of this.#parts) text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`;
    return text;
  }
}
