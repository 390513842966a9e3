import type { HostStatePolicy } from '@wasm-checkpoint/tables';
import type { DigestKind, ParentKind } from '../../syntax/index.js';
import type { Base64Text, CommentedJson, DigestText } from './scalars.js';

export interface HostStateJson extends CommentedJson {
  readonly name: string;
  readonly version: string;
  readonly policy: HostStatePolicy;
  readonly required: boolean;
  readonly instances?: readonly number[];
  readonly payload: Base64Text;
}

export interface ProducerJson extends CommentedJson {
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

export interface CustomJson extends CommentedJson {
  readonly name: string;
  readonly bytes: Base64Text;
}

export interface ParentJson extends CommentedJson {
  readonly kind: ParentKind;
  readonly digest: DigestText;
}

export interface StoredDigestJson extends CommentedJson {
  readonly kind: DigestKind;
  readonly digest: DigestText;
}

export interface UnknownSectionJson extends CommentedJson {
  readonly id: number;
  readonly bytes: Base64Text;
}
