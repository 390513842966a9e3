import type { Context } from '../context.js';
import { checkRefs, checkValue, isValid } from '../values.js';
import type { RuleFamily } from './rule.js';

/** clause: valid-globalinst */
function checkGlobals(context: Context): void {
  if (!context.on('valid-globalinst')) return;
  const { checkpoint, indices, types } = context;
  for (const [address, { type, value }] of checkpoint.globals.entries()) {
    checkValue(context, value, types.closeStorage(indices, type.type), 'global', () => `globals[${address}].value`);
  }
}

/** clause: valid-tableinst */
function checkTables(context: Context): void {
  if (!context.on('valid-tableinst')) return;
  const { checkpoint, indices, types } = context;
  for (const [address, { type, runs }] of checkpoint.tables.entries()) {
    const element = types.closeStorage(indices, type.element);
    for (const [position, run] of runs.entries()) {
      if (run.kind === 'base') continue;
      checkValue(context, run.ref, element, 'table entry', () => `tables[${address}].runs[${position}].ref`);
    }
  }
}

/** clause: valid-structinst */
function checkStructs(context: Context): void {
  if (!context.on('valid-structinst')) return;
  const { checkpoint, indices, types, findings } = context;
  for (const [address, { type, fields }] of checkpoint.structs.entries()) {
    const composite = types.composite(indices[type] ?? -1);
    if (composite?.kind !== 'struct') continue;
    const path = `structs[${address}].fields`;
    if (fields.length !== composite.fields.length) {
      findings.add('CKPT2110', { found: fields.length, expected: composite.fields.length }, path);
      continue;
    }
    for (const [index, field] of fields.entries()) {
      const storage = composite.fields[index]?.storage;
      if (storage === undefined || isValid(context, field, storage)) continue;
      checkValue(context, field, storage, `field ${index}`, () => `${path}[${index}]`);
    }
  }
}

/** clause: valid-arrayinst */
function checkArrays(context: Context): void {
  if (!context.on('valid-arrayinst')) return;
  const { checkpoint, indices, types, findings } = context;
  for (const [address, { type, elements }] of checkpoint.arrays.entries()) {
    const composite = types.composite(indices[type] ?? -1);
    if (composite?.kind !== 'array') continue;
    const { storage } = composite.field;
    const path = `arrays[${address}].elements`;
    const expected = types.storageKind(storage);
    if (elements.storage !== expected) {
      const found = elements.storage === 'ref' ? 'references' : elements.storage;
      findings.add('CKPT2111', { expected: types.text(storage), found }, path);
    } else if (elements.storage === 'ref') checkRefs(context, elements.refs, storage, 'element', () => `${path}.refs`);
  }
}

/** clause: valid-exninst */
function checkExceptions(context: Context): void {
  if (!context.on('valid-exninst')) return;
  const { checkpoint, indices, types, findings } = context;
  for (const [address, { tag, args }] of checkpoint.exceptions.entries()) {
    const composite = types.composite(indices[checkpoint.tags[tag]?.type ?? -1] ?? -1);
    if (composite?.kind !== 'func') continue;
    const { params, results } = composite;
    const path = `exceptions[${address}]`;
    if (results.length > 0) findings.add('CKPT2112', { tag, results: results.length }, `${path}.tag`);
    if (args.length !== params.length) {
      findings.add('CKPT2113', { found: args.length, expected: params.length }, `${path}.args`);
      continue;
    }
    for (const [index, value] of args.entries()) {
      const type = params[index];
      if (type !== undefined) checkValue(context, value, type, `argument ${index}`, () => `${path}.args[${index}]`);
    }
  }
}

/** The objects of the store. Memories need no look: clause valid-meminst. */
export const store: RuleFamily = {
  name: 'store',
  judgement: 'C',
  clauses: [
    'valid-tableinst',
    'valid-globalinst',
    'valid-structinst',
    'valid-arrayinst',
    'valid-exninst',
    'valid-value',
    'valid-ref-null',
    'valid-ref-object',
    'valid-ref-scalar',
    'valid-ref-func',
    'valid-ref-exn',
    'valid-ref-host',
  ],
  run(context) {
    checkTables(context);
    checkGlobals(context);
    checkStructs(context);
    checkArrays(context);
    checkExceptions(context);
  },
};
