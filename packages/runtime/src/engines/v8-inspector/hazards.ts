import { fault } from '@wasm-checkpoint/format';
import { I8, type Module } from '@wasm-checkpoint/wasm';

/** The first version of V8 that can be stopped whatever its frames refer to. */
const MENDED = 15;

/** Whether a module has the type `(array (mut i8))`, which V8 has defined beforehand for its own strings. */
function hasByteArrays({ types, recgroups }: Module): boolean {
  return types.some(
    ({ final, supers, composite }, index) =>
      composite.kind === 'array' &&
      composite.field.storage === I8 &&
      composite.field.mutable &&
      final &&
      supers.length === 0 &&
      recgroups.some(({ first, size }) => first === index && size === 1),
  );
}

/**
 * Throws CKPT4017 for modules with which V8 must not be stopped: before version 15 it ends the process, seen with 13.6 and
 * 14.6, when a frame has a place for references to arrays of bytes.
 */
export function checkStoppable(modules: readonly Module[], version: number | undefined): void {
  if (version === undefined || version >= MENDED || !modules.some(hasByteArrays)) return;
  // clause: exec-safepoint
  throw fault('CKPT4017', { what: `V8 ${version} cannot be stopped in modules with arrays of bytes` }, 0);
}
