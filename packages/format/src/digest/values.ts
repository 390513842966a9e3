import { plainCode, typeCode } from '../codes/types.js';
import { valueTag } from '../codes/values.js';
import type { Checkpoint, Field, Hierarchy, Ref, Slot, Value } from '../syntax/index.js';
import type { Numbering } from './numbering.js';
import type { DigestWriter } from './stream.js';
import type { TypeDigests } from './types.js';

const nullTag: Readonly<Record<Hierarchy, number>> = {
  any: valueTag['null-any'],
  extern: valueTag['null-extern'],
  func: valueTag['null-func'],
  exn: valueTag['null-exn'],
};

/** Writes values as the core digest takes them; references number what they refer to. */
export class ValueWriter {
  readonly #checkpoint: Checkpoint;
  readonly #types: TypeDigests;
  readonly #numbering: Numbering;

  constructor(checkpoint: Checkpoint, types: TypeDigests, numbering: Numbering) {
    this.#checkpoint = checkpoint;
    this.#types = types;
    this.#numbering = numbering;
  }

  /** A local in live normal form; clause digest-liveness. */
  slot(writer: DigestWriter, slot: Slot, live: boolean): void {
    if (!live || slot.kind === 'dead' || slot.kind === 'unset') writer.u8(valueTag.dead);
    else this.value(writer, slot);
  }

  field(writer: DigestWriter, field: Field): void {
    if (field.kind === 'i8') {
      writer.u8(plainCode.i8);
      writer.u8(field.bits);
    } else if (field.kind === 'i16') {
      writer.u8(plainCode.i16);
      writer.u16(field.bits);
    } else this.value(writer, field);
  }

  value(writer: DigestWriter, value: Value): void {
    switch (value.kind) {
      case 'i32':
        writer.u8(plainCode.i32);
        writer.u32(value.value);
        break;
      case 'i64':
        writer.u8(plainCode.i64);
        writer.u64(value.value);
        break;
      case 'f32':
        writer.u8(plainCode.f32);
        writer.u32(value.bits);
        break;
      case 'f64':
        writer.u8(plainCode.f64);
        writer.u64(value.bits);
        break;
      case 'v128':
        writer.u8(plainCode.v128);
        writer.u64(BigInt.asUintN(64, value.bits));
        writer.u64(value.bits >> 64n);
        break;
      default:
        this.ref(writer, value);
    }
  }

  ref(writer: DigestWriter, ref: Ref): void {
    switch (ref.kind) {
      case 'null':
        writer.u8(nullTag[ref.hierarchy]);
        break;
      case 'func':
        writer.u8(valueTag.func);
        writer.u32(ref.instance);
        writer.u32(ref.funcidx);
        break;
      case 'host-func': {
        const host = this.#checkpoint.hostFuncs[ref.address];
        if (host === undefined) throw new RangeError(`there is no host function ${ref.address}`);
        writer.u8(valueTag['host-func']);
        writer.str(host.module);
        writer.str(host.name);
        writer.bytes(this.#types.digest(host.type));
        break;
      }
      case 'i31':
        writer.u8(valueTag.i31);
        writer.u32(ref.value);
        break;
      case 'struct':
      case 'array':
      case 'host':
      case 'exn':
        writer.u8(valueTag[ref.kind]);
        writer.u64(this.#numbering.number(ref.kind, ref.address));
        break;
      case 'extern':
        writer.u8(typeCode['heap-extern']);
        this.ref(writer, ref.internal);
        break;
    }
  }
}
