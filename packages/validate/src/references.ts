import type { Checkpoint, Field, Ref, Slot } from '@wasm-checkpoint/format';

/** Where a reference stands: in an index space or in an object of a checkpoint. */
export type ReferenceVisitor = (ref: Ref, path: () => string) => void;

const isRef = (value: Slot | Field): value is Ref =>
  !(
    value.kind === 'dead' ||
    value.kind === 'unset' ||
    value.kind === 'i32' ||
    value.kind === 'i64' ||
    value.kind === 'f32' ||
    value.kind === 'f64' ||
    value.kind === 'v128' ||
    value.kind === 'i8' ||
    value.kind === 'i16'
  );

function visitAll(values: readonly (Slot | Field)[], path: () => string, visit: ReferenceVisitor): void {
  values.forEach((value, index) => {
    if (isRef(value)) visit(value, () => `${path()}[${index}]`);
  });
}

/**
 * Visits every reference that is a value in a checkpoint, those in objects that nothing refers to included; bindings of
 * function imports are none.
 */
export function visitReferences(checkpoint: Checkpoint, visit: ReferenceVisitor): void {
  const { instances, tables, globals, structs, arrays, exceptions, threads } = checkpoint;
  instances.forEach(({ elems }, instance) => {
    elems.forEach((elem, index) => {
      if (elem.kind === 'contents') visitAll(elem.refs, () => `instances[${instance}].elems[${index}].refs`, visit);
    });
  });
  tables.forEach(({ runs }, table) => {
    runs.forEach((run, index) => {
      if (run.kind === 'ref') visit(run.ref, () => `tables[${table}].runs[${index}].ref`);
    });
  });
  globals.forEach(({ value }, global) => {
    if (isRef(value)) visit(value, () => `globals[${global}].value`);
  });
  structs.forEach(({ fields }, struct) => {
    visitAll(fields, () => `structs[${struct}].fields`, visit);
  });
  arrays.forEach(({ elements }, array) => {
    if (elements.storage === 'ref') visitAll(elements.refs, () => `arrays[${array}].elements.refs`, visit);
  });
  exceptions.forEach(({ args }, exception) => {
    visitAll(args, () => `exceptions[${exception}].args`, visit);
  });
  threads.forEach(({ frames }, thread) => {
    frames.forEach(({ locals, operands }, frame) => {
      visitAll(locals, () => `threads[${thread}].frames[${frame}].locals`, visit);
      visitAll(operands, () => `threads[${thread}].frames[${frame}].operands`, visit);
    });
  });
}
