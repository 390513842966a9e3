import type { WasmFeature } from '@wasm-checkpoint/tables';
import {
  type InstructionSyntax,
  isRef,
  type Module,
  readInstruction,
  readOpcode,
  typeStates,
} from '@wasm-checkpoint/wasm';
import { readLocals, skipImmediates } from '@wasm-checkpoint/wasm/checker';
import { type Carrier, carrierOf } from '../stubs/values.js';
import { Numbers } from './numbers.js';
import { shapeTable } from './shapes.js';

/** What a body holds; bits of `Survey.traits`. */
export const LOOPS = 1;
/** Calls through a table or a reference. */
export const CALLS_INDIRECT = 2;
/** Calls an imported function. */
export const CALLS_IMPORT = 4;
/** Tail calls a function that the module defines. */
export const TAIL_CALLS = 8;
/** Tail calls a function that it does not know, or an imported one. */
export const TAIL_CALLS_OUT = 16;
export const LEGACY_EXCEPTIONS = 32;
export const EXCEPTIONS = 64;

/** References that instructions of a feature may make of nothing. */
const carriersOfFeature: { readonly [Feature in WasmFeature]?: readonly Carrier[] } = {
  'reference-types': ['func', 'extern'],
  'function-references': ['func'],
  gc: ['any', 'extern'],
};

const LOOP = 0x03;
const TRY = 0x06;
const CALL = 0x10;
const RETURN_CALL = 0x12;

/**
 * What all bodies of a module hold, found by passing over each once, without types.
 *
 * The module is taken to be valid; a body whose instructions do not end with it throws the diagnostic of its fault.
 */
export class Survey {
  readonly module: Module;
  /** Traits of each defined function, in their order. */
  readonly traits: Uint8Array;
  /**
   * Places that are written anew: module offsets of the indices of defined functions; of instructions that drop segments
   * the offset is complemented.
   */
  readonly patches: Int32Array;
  /** The first patch of each defined function, and the end. */
  readonly firstPatch: Int32Array;
  /** Instructions that name a segment, each once, by their text. */
  readonly segmentInstructions: ReadonlyMap<string, InstructionSyntax>;
  /** The carriers of references that instructions and local declarations of bodies speak of. */
  readonly carriers: ReadonlySet<Carrier>;

  readonly #segments = new Map<string, InstructionSyntax>();
  readonly #found = new Numbers();
  readonly #carriers = new Set<Carrier>();

  constructor(module: Module) {
    this.module = module;
    const count = module.bodyCount;
    this.traits = new Uint8Array(count);
    this.firstPatch = new Int32Array(count + 1);
    for (let index = 0; index < count; index++) {
      this.firstPatch[index] = this.#found.length;
      this.traits[index] = this.#body(module.imported.func + index);
    }
    this.firstPatch[count] = this.#found.length;
    this.patches = this.#found.finish();
    this.segmentInstructions = this.#segments;
    this.carriers = this.#carriers;
  }

  /** Numbered as in `shapes`, by literals: V8 makes a jump table of these only. */
  #body(funcidx: number): number {
    const { module } = this;
    const { bytes } = module;
    const { start, end } = module.body(funcidx);
    const reader = module.reader(start, end);
    for (const { type } of readLocals(reader, module.scope))
      if (isRef(type)) this.#carriers.add(carrierOf(module, type));
    const imported = module.imported.func;
    let traits = 0;
    let pos = reader.offset;
    while (pos < end) {
      const opcode = bytes[pos++] ?? 0;
      switch (shapeTable[opcode]) {
        case 0 /* PLAIN */:
          continue;
        case 1 /* LEB */:
          while ((bytes[pos++] ?? 0) >= 0x80);
          continue;
        case 2 /* MEMARG */:
          if (((bytes[pos++] ?? 0) & 0xc0) !== 0) {
            pos--;
            break;
          }
          while ((bytes[pos++] ?? 0) >= 0x80);
          continue;
        case 3 /* FOUR */:
          pos += 4;
          continue;
        case 4 /* EIGHT */:
          pos += 8;
          continue;
        case 5 /* BLOCK */:
          {
            const type = bytes[pos] ?? 0;
            if (type === 0x63 || type === 0x64 || opcode === TRY) break;
            if (opcode === LOOP) traits |= LOOPS;
            while ((bytes[pos++] ?? 0) >= 0x80);
            continue;
          }
        case 6 /* TABLE */:
          {
            let count = 0;
            let shift = 0;
            let byte: number;
            do {
              byte = bytes[pos++] ?? 0;
              count |= (byte & 0x7f) << shift;
              shift += 7;
            } while (byte >= 0x80);
            for (; count >= 0 && pos < end; count--) while ((bytes[pos++] ?? 0) >= 0x80);
            continue;
          }
        case 7 /* CALL */:
          {
            const at = pos;
            let callee = 0;
            let shift = 0;
            let byte: number;
            do {
              byte = bytes[pos++] ?? 0;
              callee |= (byte & 0x7f) << shift;
              shift += 7;
            } while (byte >= 0x80);
            if (callee >= imported) {
              this.#found.push(at);
              if (opcode === RETURN_CALL) traits |= TAIL_CALLS;
            } else if (opcode === CALL) traits |= CALLS_IMPORT;
            else if (opcode === RETURN_CALL) traits |= TAIL_CALLS_OUT;
            if (opcode > RETURN_CALL) this.#carriers.add('func');
            continue;
          }
        case 8 /* INDIRECT */:
          traits |= CALLS_INDIRECT;
          while ((bytes[pos++] ?? 0) >= 0x80);
          while ((bytes[pos++] ?? 0) >= 0x80);
          continue;
      }
      reader.offset = pos - 1;
      traits |= this.#read(reader);
      pos = reader.offset;
    }
    // Asking for its instructions throws what is wrong with the body.
    if (pos !== end) typeStates(module).offsets(funcidx);
    return traits;
  }

  /** Passes over an instruction that is not common; gives its traits. */
  #read(reader: ReturnType<Module['reader']>): number {
    const { module } = this;
    const offset = reader.offset;
    const opcode = readOpcode(reader);
    if (opcode.role === 'segment' || opcode.role === 'drop') {
      reader.offset = offset;
      const found = readInstruction(reader, module.scope);
      this.#segments.set([opcode.name, ...found.immediates.map(({ value }) => String(value))].join(':'), found);
      if (opcode.role === 'drop') this.#found.push(~offset);
      return 0;
    }
    skipImmediates(reader, opcode, module.scope);
    switch (opcode.rule) {
      case 'loop':
        return LOOPS;
      case 'try':
        return LEGACY_EXCEPTIONS;
      case 'try_table':
        return EXCEPTIONS;
      case 'call_ref':
        return CALLS_INDIRECT;
      case 'return_call_indirect':
      case 'return_call_ref':
        return TAIL_CALLS_OUT;
      default:
        for (const carrier of carriersOfFeature[opcode.feature] ?? []) this.#carriers.add(carrier);
        return 0;
    }
  }
}
