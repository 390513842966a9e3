/** The kinds of objects that the core digest numbers. */
export type ObjectKind = 'table' | 'memory' | 'global' | 'tag' | 'struct' | 'array' | 'exn' | 'host';

export interface NumberedObject {
  readonly kind: ObjectKind;
  readonly address: number;
}

/** Numbers objects in the order in which they are met, and queues them; clause digest-number. */
export class Numbering {
  readonly #numbers = new Map<ObjectKind, Map<number, number>>();
  readonly #objects: NumberedObject[] = [];
  #taken = 0;

  /** `num(x)`. */
  number(kind: ObjectKind, address: number): number {
    let numbers = this.#numbers.get(kind);
    if (numbers === undefined) {
      numbers = new Map();
      this.#numbers.set(kind, numbers);
    }
    const known = numbers.get(address);
    if (known !== undefined) return known;
    const number = this.#objects.length;
    numbers.set(address, number);
    this.#objects.push({ kind, address });
    return number;
  }

  /** The next object of the queue. */
  take(): NumberedObject | undefined {
    const object = this.#objects[this.#taken];
    if (object !== undefined) this.#taken += 1;
    return object;
  }

  /** The addresses of all objects of a kind, in the order of their numbers. */
  addresses(kind: ObjectKind): readonly number[] {
    return [...(this.#numbers.get(kind)?.keys() ?? [])];
  }
}
