import type { Block, Memory } from '../gen/algorithm.js';
import { at, checkpointOf, instanceOf, type Situation } from './situation.js';

const text = `(module
  (memory 1)
  (data (i32.const 4095) "ab")
  (data (i32.const 4096) "c"))`;

const page = (...bytes: [number, number][]): Uint8Array => {
  const contents = new Uint8Array(4096);
  for (const [offset, byte] of bytes) contents[offset] = byte;
  return contents;
};
const base64 = (...pages: Uint8Array[]): string => Buffer.concat(pages).toString('base64');
const raw = (...views: string[]): Block['data'] => ({ coding: 'raw', views });
const [a, b, c] = [...'abc'].map((letter) => letter.charCodeAt(0)) as [number, number, number];

const memory = (base: Memory['image']['base'], ...blocks: Block[]): Memory => ({
  type: { address: 'i32', limits: { min: '1' }, shared: false, pageSizeLog2: 16 },
  image: { base, blockSizeLog2: 13, blocks },
});
const first = (pages: Block['runs'], data: Block['data']): Block => ({ number: '0', runs: pages, data });

/** Pages and their bases. */
export const images: Situation = {
  name: 'memory images',
  texts: [text],
  twin: (modules) =>
    checkpointOf({
      modules: [at(modules, 0).stated()],
      instances: [instanceOf(0, { memories: [0] })],
      memories: [
        memory(
          { kind: 'module', instance: 0 },
          first(
            [
              { kind: 'zeros', pages: 1 },
              { kind: 'data', pages: 1 },
            ],
            raw(base64(page([0, b]))),
          ),
          {
            number: '3',
            runs: [
              { kind: 'base', pages: 1 },
              { kind: 'data', pages: 1 },
            ],
            data: raw(base64(page([9, 1]))),
          },
        ),
      ],
    }),
  changes: [
    {
      what: 'a page that equals its base',
      clauses: ['valid-base-differs'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).data = raw(base64(page([0, c])));
      },
    },
    {
      what: 'zeros where the base has them',
      clauses: ['valid-base-differs'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 1).runs = [
          { kind: 'zeros', pages: 1 },
          { kind: 'data', pages: 1 },
        ];
      },
    },
    {
      what: 'a page that equals the end of one segment',
      clauses: ['valid-base-differs'],
      change(twin) {
        const data = raw(base64(page([4095, a]), page([0, b])));
        at(twin.memories, 0).image.blocks = [first([{ kind: 'data', pages: 2 }], data)];
      },
    },
    {
      what: 'the base of an instance that has another memory',
      clauses: ['bin-base-module'],
      change(twin) {
        twin.memories.push(memory({ kind: 'module', instance: 0 }));
      },
    },
    {
      what: 'a page of zeros as data',
      clauses: ['bin-page-zero'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).data = raw(base64(page()));
      },
    },
    {
      what: 'a page that is too short',
      clauses: ['bin-payload'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).data = raw('AQ==');
      },
    },
    {
      what: 'a run without a view',
      clauses: ['json-views'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).data = raw();
      },
    },
    {
      what: 'a block that is there twice',
      clauses: ['bin-block-order'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 1).number = '0';
      },
    },
    {
      what: 'a block beyond the end',
      clauses: ['bin-block-outside'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 1).number = '8';
      },
    },
    {
      what: 'runs beyond the end of a block',
      clauses: ['bin-run-outside'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).runs = [
          { kind: 'zeros', pages: 2 },
          { kind: 'data', pages: 1 },
        ];
      },
    },
    {
      what: 'a block without runs',
      clauses: ['bin-block-runs'],
      change(twin) {
        twin.memories = [memory({ kind: 'module', instance: 0 }, first([], raw()))];
      },
    },
    {
      what: 'a run of no pages',
      clauses: ['bin-run'],
      change(twin) {
        at(at(twin.memories, 0).image.blocks, 0).runs = [
          { kind: 'zeros', pages: 0 },
          { kind: 'data', pages: 1 },
        ];
      },
    },
    {
      what: 'a last run of the base',
      clauses: ['bin-run-trailing'],
      change(twin) {
        at(twin.memories, 0).image.blocks = [
          first(
            [
              { kind: 'data', pages: 1 },
              { kind: 'base', pages: 1 },
            ],
            raw(base64(page([0, b]))),
          ),
        ];
      },
    },
    {
      what: 'two runs that are one',
      clauses: ['bin-run-maximal'],
      change(twin) {
        const pages = base64(page([1, 1]));
        at(twin.memories, 0).image.blocks = [
          first(
            [
              { kind: 'data', pages: 1 },
              { kind: 'data', pages: 1 },
            ],
            raw(pages, pages),
          ),
        ];
      },
    },
    {
      what: 'nothing that is compressed',
      clauses: ['bin-coding'],
      change(twin) {
        const block = first([{ kind: 'zeros', pages: 1 }], { coding: 'zstd', frame: '' });
        at(twin.memories, 0).image.blocks = [block];
        twin.features = ['zstd'];
      },
    },
    {
      what: 'zeros over zeros',
      clauses: ['bin-run-base'],
      change(twin) {
        at(twin.memories, 0).image.base = { kind: 'zeros' };
      },
    },
    {
      what: 'blocks that are too small',
      clauses: ['bin-block-size'],
      change(twin) {
        at(twin.memories, 0).image = { base: { kind: 'zeros' }, blockSizeLog2: 11, blocks: [] };
      },
    },
    {
      what: 'a parent that nothing refers to',
      clauses: ['syn-parent'],
      change(twin) {
        twin.parent = { kind: 'memories', digest: '0'.repeat(64) };
        twin.features = ['parent'];
      },
    },
    {
      what: 'a memory of a parent that is not named',
      clauses: ['syn-parent'],
      change(twin) {
        at(twin.memories, 0).image.base = { kind: 'parent', memory: 0 };
      },
    },
  ],
};
