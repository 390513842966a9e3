import type { Immediate, InstructionSyntax } from '@wasm-checkpoint/wasm';

/** An instruction with its labels mapped; itself when it has none. */
export function mapLabels<Of extends InstructionSyntax>(old: Of, label: (labelidx: number) => number): Of {
  if (!old.immediates.some(({ kind }) => kind === 'labelidx' || kind === 'labelidx*' || kind === 'catch*')) return old;
  const immediates = old.immediates.map((each): Immediate => {
    switch (each.kind) {
      case 'labelidx':
        return { kind: each.kind, value: label(each.value) };
      case 'labelidx*':
        return { kind: each.kind, value: each.value.map(label) };
      case 'catch*':
        return { kind: each.kind, value: each.value.map((one) => ({ ...one, labelidx: label(one.labelidx) })) };
      default:
        return each;
    }
  });
  return { ...old, immediates };
}

/**
 * The labels of a continuation: those of the constructs that were open at its point, in new positions, and inside of them those of the code
 * that is written as it was.
 */
export class Labels {
  /** Positions, from outermost, of the labels of the open constructs; the body first. */
  readonly #positions: number[] = [];
  /** Labels that are open outside of the code that is written as it was. */
  #outer = 0;
  /** Constructs that code written as it was has opened. */
  inner = 0;

  /** Opens a block that no old label means. */
  openExtra(): void {
    this.#outer++;
  }

  /** Opens the block that the label of the next open construct means. */
  open(): void {
    this.#positions.push(this.#outer++);
  }

  closeExtra(): void {
    this.#outer--;
  }

  close(): void {
    this.#positions.pop();
    this.#outer--;
  }

  /** Number of labels in all. */
  get depth(): number {
    return this.#outer + this.inner;
  }

  /** Open constructs of the point that are left, the body included. */
  get levels(): number {
    return this.#positions.length;
  }

  /** The new index of an old label. */
  map(labelidx: number): number {
    if (labelidx < this.inner) return labelidx;
    const position = this.#positions[this.#positions.length - 1 - (labelidx - this.inner)] ?? 0;
    return this.inner + this.#outer - 1 - position;
  }

  /** The label of the body. */
  get body(): number {
    return this.depth - 1 - (this.#positions[0] ?? 0);
  }
}
