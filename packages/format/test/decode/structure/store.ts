import { type Case, frames, func, quiescent } from './case.js';

/** The store, threads and the host. */
export const store: readonly Case[] = [
  { clause: 'bin-table-runs', code: 'CKPT1070', path: 'tables[1]', change: { 'tables[1].runs[2].length': 4n } },
  { clause: 'bin-table-runs', code: 'CKPT1050', path: 'tables[1].runs[2]', change: { 'tables[1].runs[2].length': 0n } },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[1].runs[3]',
    change: { 'tables[1].runs[3]': { kind: 'base', length: 1n } },
  },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[1].runs[1]',
    change: { 'tables[1].runs[1].ref.internal': { kind: 'host', address: 0 } },
  },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[0].runs[2]',
    of: quiescent,
    change: { 'tables[0].runs[2].ref': func(0, 4) },
  },
  {
    clause: 'bin-table-base',
    code: 'CKPT1071',
    path: 'tables[1].runs[2]',
    change: { 'tables[1].base': { kind: 'none' } },
  },
  {
    clause: 'bin-table-base-module',
    code: 'CKPT2019',
    path: 'tables[1].base',
    change: { 'tables[1].base.instance': 1 },
  },
  {
    clause: 'bin-base-module',
    code: 'CKPT2019',
    path: 'memories[2].image.base',
    change: { 'memories[2].image.base.instance': 0 },
  },
  ...[11, 23, 0, 255].map((exponent) => ({
    clause: 'bin-block-size',
    code: 'CKPT1058',
    path: 'memories[2].image',
    change: { 'memories[2].image.blockSizeLog2': exponent },
  })),
  // threads
  { clause: 'syn-thread-frames', code: 'CKPT2018', path: 'threads[1]', change: { 'threads[1].frames': [] } },
  {
    clause: 'syn-thread-frames',
    code: 'CKPT2018',
    path: 'threads[0]',
    of: frames,
    change: { 'threads[0].frames': [] },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.memory',
    change: { 'threads[1].status.memory': 1 },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.address',
    change: { 'threads[1].status.address': 4094n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.address',
    change: { 'threads[1].status.address': 4096n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.timeout',
    change: { 'threads[1].status.timeout': -2n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.ticket',
    change: { 'threads[1].status.ticket': 2 },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[2].status.ticket',
    change: { 'threads[1].status.ticket': 0 },
  },
  // host
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'hostStates[0].instances[1]',
    change: { 'hostStates[0].instances': [1, 0] },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'producers[1]',
    change: { 'producers[1].field': 'engine', 'producers[1].name': 'r', 'producers[0].name': 'r' },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'producers[2]',
    change: { 'producers[1].name': '\u{10000}', 'producers[2].name': '\u{ffff}' },
  },
  { clause: 'conv-ascending', code: 'CKPT1033', path: 'digests[1]', change: { 'digests[1].kind': 'memories' } },
];
