import type { RunKind } from '../../syntax/index.js';
import type { Base64Text, CommentedJson, DecimalText } from './scalars.js';
import type { MemTypeJson } from './types.js';

export type MemBaseJson = CommentedJson &
  (
    | { readonly kind: 'zeros' }
    | { readonly kind: 'module'; readonly instance: number }
    | { readonly kind: 'parent'; readonly memory: number }
  );

export interface PageRunJson extends CommentedJson {
  readonly kind: RunKind;
  readonly pages: number;
}

/** The data pages of a block: one text for each data run, or the zstd frame as it is stored. */
export type BlockDataJson = CommentedJson &
  (
    | { readonly coding: 'raw'; readonly views?: readonly Base64Text[] }
    | { readonly coding: 'zstd'; readonly frame: Base64Text }
  );

export interface BlockJson extends CommentedJson {
  readonly number: DecimalText;
  readonly runs?: readonly PageRunJson[];
  readonly data: BlockDataJson;
}

export interface MemoryImageJson extends CommentedJson {
  readonly base: MemBaseJson;
  readonly blockSizeLog2: number;
  readonly blocks?: readonly BlockJson[];
}

export interface MemoryJson extends CommentedJson {
  readonly type: MemTypeJson;
  readonly image: MemoryImageJson;
}
