import type { Checkpoint, Value } from '@wasm-checkpoint/format';
import type { Constant } from './manifest.js';

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** Whether a value of a checkpoint is what a host manifest states. */
export function isConstant(checkpoint: Checkpoint, value: Value, constant: Constant): boolean {
  switch (constant.kind) {
    case 'i32':
    case 'i64':
    case 'i31':
      return value.kind === constant.kind && value.value === constant.value;
    case 'f32':
    case 'f64':
    case 'v128':
      return value.kind === constant.kind && value.bits === constant.bits;
    case 'null':
      return value.kind === 'null' && value.hierarchy === constant.hierarchy;
    case 'extern':
      return value.kind === 'extern' && isConstant(checkpoint, value.internal, constant.internal);
    case 'host-func': {
      const func = value.kind === 'host-func' ? checkpoint.hostFuncs[value.address] : undefined;
      return func?.module === constant.module && func.name === constant.name;
    }
    case 'host': {
      const ref = value.kind === 'host' ? checkpoint.hostRefs[value.address] : undefined;
      const state = ref === undefined ? undefined : checkpoint.hostStates[ref.state];
      if (ref === undefined || state === undefined) return false;
      const { name, version } = state;
      return name === constant.state && version === constant.version && sameBytes(ref.payload, constant.payload);
    }
  }
}
