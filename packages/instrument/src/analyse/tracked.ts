import type { Valtype } from '@wasm-checkpoint/wasm';
import { BodyState } from '@wasm-checkpoint/wasm/checker';

/** A type-checker's state that remembers how far down an instruction popped, so that what it pushed is known. */
export class TrackedState extends BodyState {
  /** The least height since it was last set. */
  low = 0;

  override popAny(expected?: string): Valtype {
    const found = super.popAny(expected);
    if (this.height < this.low) this.low = this.height;
    return found;
  }

  override unreachable(): void {
    super.unreachable();
    if (this.height < this.low) this.low = this.height;
  }
}
