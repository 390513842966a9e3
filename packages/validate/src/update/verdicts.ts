import { Diagnostic } from '@wasm-checkpoint/bytes';
import { indexSpaces, PrintScope, printInstruction, readInstruction, type Valtype } from '@wasm-checkpoint/wasm';
import type { Correspondence } from './correspondence.js';
import { difference, type Version, type Versions } from './versions.js';

/** What became of a function of the old module. Clause valid-update-frame. */
export const verdicts = ['unchanged', 'changed', 'removed'] as const;
export type Verdict = (typeof verdicts)[number];

/** An instruction where two bodies part, on one side. */
export interface DifferentInstruction {
  /** Offset in the body. */
  readonly offset: number;
  /** In the words of the text format. */
  readonly text: string;
}

/** The first thing in which two versions of a function differ. */
export type FunctionDifference =
  | { readonly kind: 'type' | 'locals'; readonly old: string; readonly updated: string }
  /** The instruction of this number, from 0, absent on the side whose body has ended. */
  | {
      readonly kind: 'instruction';
      readonly number: number;
      readonly old?: DifferentInstruction;
      readonly updated?: DifferentInstruction;
    }
  /** A body that is not a sequence of instructions. */
  | { readonly kind: 'unreadable'; readonly error: string };

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
};

/** The verdicts on the functions of a module under a correspondence; each function is compared when first asked about. */
export class Comparison {
  readonly both: Versions;
  readonly correspondence: Correspondence;
  readonly #verdicts: Int8Array;
  /** Whether equal bytes mean equal instructions: nothing was renumbered. */
  readonly #sameIndices: boolean;

  constructor(both: Versions, correspondence: Correspondence) {
    this.both = both;
    this.correspondence = correspondence;
    this.#verdicts = new Int8Array(both.old.sizes.funcidx).fill(-1);
    const { old, updated } = both;
    this.#sameIndices =
      old.view.indices.every((index, typeidx) => updated.view.indices[typeidx] === index) &&
      indexSpaces.every((space) => space === 'typeidx' || correspondence.isIdentity(space));
  }

  /** The verdict on a function of the old module. */
  of(funcidx: number): Verdict {
    const known = verdicts[this.#verdicts[funcidx] ?? -1];
    if (known !== undefined) return known;
    const verdict = this.#compare(funcidx);
    this.#verdicts[funcidx] = verdicts.indexOf(verdict);
    return verdict;
  }

  #compare(funcidx: number): Verdict {
    const { old, updated } = this.both;
    const image = this.correspondence.image('funcidx', funcidx);
    if (image < 0) return 'removed';
    if (old.view.funcType(funcidx) !== updated.view.funcType(image)) return 'changed';
    if (!old.view.defines(funcidx)) return 'unchanged';
    if (this.#sameIndices && sameBytes(bodyBytes(old, funcidx), bodyBytes(updated, image))) return 'unchanged';
    try {
      old.tokeniser.body(funcidx, old.tokens);
      updated.tokeniser.body(image, updated.tokens);
    } catch (fault) {
      if (fault instanceof Diagnostic) return 'changed';
      throw fault;
    }
    // clause: valid-update-frame
    return difference(old.tokens, updated.tokens, this.correspondence) < 0 ? 'unchanged' : 'changed';
  }

  /** What a changed function differs in first; undefined for the others. */
  differenceOf(funcidx: number): FunctionDifference | undefined {
    if (this.of(funcidx) !== 'changed') return undefined;
    const { old, updated } = this.both;
    const image = this.correspondence.image('funcidx', funcidx);
    const typeText = ({ view }: Version, index: number): string => {
      const type = view.funcType(index);
      return type === undefined ? '' : view.types.signatureText(type);
    };
    if (old.view.funcType(funcidx) !== updated.view.funcType(image)) {
      return { kind: 'type', old: typeText(old, funcidx), updated: typeText(updated, image) };
    }
    try {
      old.tokeniser.body(funcidx, old.tokens);
      updated.tokeniser.body(image, updated.tokens);
    } catch (fault) {
      if (fault instanceof Diagnostic) return { kind: 'unreadable', error: fault.message };
      throw fault;
    }
    const place = difference(old.tokens, updated.tokens, this.correspondence);
    const number = old.tokens.instructionOf(place);
    if (number < 0) return { kind: 'locals', old: localsText(old), updated: localsText(updated) };
    const before = instructionText(old, funcidx, number);
    const after = instructionText(updated, image, number);
    return {
      kind: 'instruction',
      number,
      ...(before === undefined ? {} : { old: before }),
      ...(after === undefined ? {} : { updated: after }),
    };
  }

  /** The body offset in the new version of the instruction at an old one; undefined unless the function is unchanged. */
  offset(funcidx: number, offset: number): number | undefined {
    if (this.of(funcidx) !== 'unchanged') return undefined;
    const { old, updated } = this.both;
    if (this.#sameIndices) {
      const image = this.correspondence.image('funcidx', funcidx);
      if (sameBytes(bodyBytes(old, funcidx), bodyBytes(updated, image))) return offset;
    }
    old.tokeniser.body(funcidx, old.tokens);
    updated.tokeniser.body(this.correspondence.image('funcidx', funcidx), updated.tokens);
    const number = old.tokens.instructionAt(offset);
    return number < 0 ? undefined : updated.tokens.offsets.at(number);
  }
}

function bodyBytes({ view }: Version, funcidx: number): Uint8Array {
  const { start, end } = view.module.body(funcidx);
  return view.module.bytes.subarray(start, end);
}

/** The locals with which the tokens of a body begin: a count and a type for each run, and 0 behind the last. */
function localsText({ view, tokens }: Version): string {
  const runs: string[] = [];
  for (let place = 0; tokens.words.at(place) !== 0; place += 2) {
    const type: Valtype = tokens.words.at(place + 1);
    runs.push(`${tokens.words.at(place)} ${view.types.text(type)}`);
  }
  return runs.length === 0 ? 'none' : runs.join(', ');
}

/** The instruction of a number in the body that the tokens of a version hold. */
function instructionText({ view, tokens }: Version, funcidx: number, number: number): DifferentInstruction | undefined {
  if (number >= tokens.offsets.length) return undefined;
  const { module } = view;
  const offset = tokens.offsets.at(number);
  const { start, end } = module.body(funcidx);
  const instruction = readInstruction(module.reader(start + offset, end), module.scope);
  return { offset, text: printInstruction(module, instruction, new PrintScope(module, true, funcidx)) };
}
