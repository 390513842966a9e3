/** A growing list of i32, kept between uses: `length` is set to 0 to begin anew. */
export class Numbers {
  data = new Int32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) this.reserve(1);
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }

  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.data.length) return;
    const grown = new Int32Array(Math.max(needed, 2 * this.data.length));
    grown.set(this.data);
    this.data = grown;
  }

  /** A copy of what is in the list. */
  finish(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
