import { changed } from '../build.js';
import { type Case, everything, importType, memory, table64 } from './case.js';

/** Features, parent, types and limits. */
export const types: readonly Case[] = [
  {
    clause: 'syn-index',
    code: 'CKPT2001',
    path: 'types[1]',
    change: { 'types[1][1].composite.element.storage.heap': 5 },
  },
  {
    clause: 'syn-feature-declared',
    code: 'CKPT2002',
    path: '',
    change: { features: everything.features.slice(0, -1) },
  },
  ...everything.features
    .filter((name) => name !== 'any-point')
    .map((name) => ({
      clause: 'syn-feature-declared',
      code: 'CKPT2002',
      path: '',
      change: { features: everything.features.filter((other) => other !== name) },
    })),
  { clause: 'syn-feature-known', code: 'CKPT4002', path: 'features[11]', change: { 'features[11]': 'zzz' } },
  { clause: 'conv-ascending', code: 'CKPT1033', path: 'features[1]', change: { 'features[1]': 'any-point' } },
  {
    clause: 'bin-features',
    code: 'CKPT1033',
    path: 'features[10]',
    change: { 'features[10]': 'threads', 'features[9]': 'zstd' },
  },
  { clause: 'syn-parent', code: 'CKPT2013', path: '', change: { parent: undefined } },
  {
    clause: 'syn-parent',
    code: 'CKPT2013',
    path: '',
    change: { 'memories[0].image.base': { kind: 'zeros' }, 'memories[0].image.blocks': [] },
  },
  // types
  {
    clause: 'syn-type-closed',
    code: 'CKPT2004',
    path: 'types[1]',
    change: { 'types[1][1].composite.element.storage.heap': 3 },
  },
  { clause: 'syn-type-closed', code: 'CKPT2004', path: 'types[1]', change: { 'types[1][0].supertypes': [2] } },
  { clause: 'syn-type-closed', code: 'CKPT2004', path: 'types[2]', change: { 'types[2][0].supertypes': [3] } },
  { clause: 'syn-type-distinct', code: 'CKPT2003', path: 'types[3]', change: { 'types[3]': everything.types[2] } },
  {
    clause: 'syn-type-distinct',
    code: 'CKPT2003',
    path: 'types[2]',
    change: {
      'types[2]': changed(everything.types[1], {
        '[0].composite.fields[0].storage.heap': 4,
        '[1].composite.element.storage.heap': 3,
      }),
    },
  },
  { clause: 'syn-supertype', code: 'CKPT2015', path: 'types[2]', change: { 'types[2][0].supertypes': [1, 2] } },
  {
    clause: 'syn-type-kind',
    code: 'CKPT2005',
    path: 'modules[0].imports[0].type',
    change: { 'modules[0].imports[0].type.type': 1 },
  },
  {
    clause: 'syn-type-kind',
    code: 'CKPT2005',
    path: 'modules[0].imports[4].type',
    change: { 'modules[0].imports[4].type.type': 1 },
  },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'hostFuncs[0].type', change: { 'hostFuncs[0].type': 2 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'tags[0].type', change: { 'tags[0].type': 1 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'structs[0].type', change: { 'structs[0].type': 2 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'arrays[0].type', change: { 'arrays[0].type': 1 } },
  // limits
  {
    clause: 'syn-limits',
    code: 'CKPT2009',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i64', 0, 4n, 3n) },
  },
  { clause: 'syn-limits', code: 'CKPT2009', path: 'tables[1].type', change: { 'tables[1].type.limits.max': 5n } },
  {
    clause: 'syn-limits',
    code: 'CKPT2009',
    path: 'memories[0].type',
    change: { 'memories[0].type.limits.max': 4098n },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 16, 65537n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 16, 0n, 65537n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i64', 16, 2n ** 48n + 1n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 0, 2n ** 32n + 1n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[1].type',
    change: { 'modules[0].imports[1].type.type': { ...table64(2n ** 32n), address: 'i32' } },
  },
  {
    clause: 'syn-shared',
    code: 'CKPT2011',
    path: 'modules[0].imports[2].type',
    change: { [`${importType}.limits`]: { min: 0n } },
  },
  {
    clause: 'syn-shared',
    code: 'CKPT2011',
    path: 'memories[0].type',
    change: { 'memories[0].type.limits': { min: 4099n } },
  },
];
