import type { Phase } from '@wasm-checkpoint/bytes';

/** The types of packages/validate/wit/validator.wit as tools for JavaScript map them. */
export type Judgement = 'a' | 'b' | 'c' | 'd' | 'e';

export interface ModulePlace {
  readonly module: number;
  readonly funcidx: number;
  readonly offset: number | undefined;
}

export interface ValidationError {
  readonly code: string;
  readonly phase: Phase;
  readonly clause: string;
  readonly offset: bigint;
  readonly path: string;
  readonly text: string;
  readonly place: ModulePlace | undefined;
}

export interface ValidationReport {
  readonly accepted: boolean;
  readonly judgement: Judgement;
  readonly errors: readonly ValidationError[];
  readonly truncated: boolean;
  readonly unchecked: readonly { readonly clause: string; readonly reason: string }[];
}

export interface Options {
  readonly full: boolean;
  readonly host: string | undefined;
  readonly maxErrors: number | undefined;
}

/** New indices by old ones; undefined where there is no image. */
export type Images = readonly (number | undefined)[];

export interface UpdateImages {
  readonly types: Images;
  readonly funcs: Images;
  readonly tables: Images;
  readonly memories: Images;
  readonly globals: Images;
  readonly tags: Images;
  readonly elems: Images;
  readonly datas: Images;
}

export interface UpdateReplacement {
  readonly module: number;
  readonly bytes: Uint8Array;
  readonly images: UpdateImages | undefined;
}

export interface UpdateAnswer {
  readonly report: ValidationReport;
  readonly details: string;
  readonly checkpoint: Uint8Array | undefined;
}
