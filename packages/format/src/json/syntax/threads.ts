import type { CommentedJson, DecimalText } from './scalars.js';
import type { SlotJson, ValueJson } from './values.js';

export interface FrameJson extends CommentedJson {
  readonly instance: number;
  readonly funcidx: number;
  readonly offset: number;
  readonly locals?: readonly SlotJson[];
  readonly operands?: readonly ValueJson[];
  readonly caught?: readonly number[];
}

export type ThreadStatusJson = CommentedJson &
  (
    | { readonly kind: 'runnable' }
    | {
        readonly kind: 'waiting';
        readonly memory: number;
        readonly address: DecimalText;
        readonly timeout: DecimalText;
        readonly ticket: number;
      }
  );

export interface ThreadJson extends CommentedJson {
  readonly label: string;
  readonly status: ThreadStatusJson;
  readonly frames?: readonly FrameJson[];
}
