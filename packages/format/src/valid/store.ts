import {
  type InstanceIdx,
  MAX_BLOCK_SIZE_LOG2,
  MIN_BLOCK_SIZE_LOG2,
  sameRef,
  type Table,
  type TableRun,
} from '../syntax/index.js';
import type { Checker } from './checker.js';
import { checkGlobalType, checkMemType, checkTableType } from './types.js';

function sameRun(left: TableRun, right: TableRun): boolean {
  if (left.kind === 'base') return right.kind === 'base';
  return right.kind === 'ref' && sameRef(left.ref, right.ref);
}

function checkRuns(checker: Checker, table: Table): void {
  let found = 0n;
  checker.each('runs', table.runs, (run, index) => {
    if (run.length < 1n) throw checker.fault('CKPT1050', {}); // clause: bin-table-runs
    // clause: bin-table-base
    if (run.kind === 'base' && table.base.kind === 'none') throw checker.fault('CKPT1071', {});
    const previous = table.runs[index - 1];
    // clause: bin-run-maximal
    if (previous !== undefined && sameRun(previous, run)) throw checker.fault('CKPT1051', {});
    if (run.kind === 'ref') checker.field('ref', () => checker.value(run.ref));
    found += run.length;
  });
  const expected = table.type.limits.min;
  // clause: bin-table-runs
  if (found !== expected) throw checker.fault('CKPT1070', { found, expected });
}

/** Answers whether an object is in the index space of an instance, in constant time after the first question. */
class Members {
  readonly #checker: Checker;
  readonly #field: 'tables' | 'memories';
  readonly #sets = new Map<InstanceIdx, ReadonlySet<number>>();

  constructor(checker: Checker, field: 'tables' | 'memories') {
    this.#checker = checker;
    this.#field = field;
  }

  /** Checks that the instance of a module base has the object in its index space. */
  check(space: 'table' | 'memory', instance: InstanceIdx, address: number): void {
    this.#checker.indexIn('instance', 'instance', instance);
    let members = this.#sets.get(instance);
    if (members === undefined) {
      members = new Set(this.#checker.checkpoint.instances[instance]?.[this.#field]);
      this.#sets.set(instance, members);
    }
    // clause: bin-base-module, bin-table-base-module
    if (!members.has(address)) throw this.#checker.fault('CKPT2019', { space, address, instance });
  }
}

/** Checks the objects of the store, their contents and addresses. */
export function checkStore(checker: Checker): void {
  const { checkpoint } = checker;
  checker.each('hostFuncs', checkpoint.hostFuncs, ({ type }) =>
    checker.field('type', () => checker.typeOf('func', type)),
  );
  const members = new Members(checker, 'tables');
  checker.each('tables', checkpoint.tables, (table, address) => {
    checker.field('type', () => checkTableType(checker, table.type));
    const { base } = table;
    if (base.kind === 'module') checker.field('base', () => members.check('table', base.instance, address));
    checkRuns(checker, table);
  });
  checkMemories(checker);
  checker.each('globals', checkpoint.globals, (global) => {
    checker.field('type', () => checkGlobalType(checker, global.type));
    checker.field('value', () => checker.value(global.value));
  });
  checker.each('tags', checkpoint.tags, ({ type }) => checker.field('type', () => checker.typeOf('func', type)));
  checkHeap(checker);
}

function checkMemories(checker: Checker): void {
  const members = new Members(checker, 'memories');
  checker.each('memories', checker.checkpoint.memories, ({ type, image }, address) => {
    checker.field('type', () => checkMemType(checker, type));
    checker.path.enter('image');
    const { base, blockSizeLog2: exponent } = image;
    if (base.kind === 'module') checker.field('base', () => members.check('memory', base.instance, address));
    // clause: bin-block-size
    if (!(Number.isInteger(exponent) && exponent >= MIN_BLOCK_SIZE_LOG2 && exponent <= MAX_BLOCK_SIZE_LOG2)) {
      throw checker.fault('CKPT1058', { exponent, min: MIN_BLOCK_SIZE_LOG2, max: MAX_BLOCK_SIZE_LOG2 });
    }
    checker.path.leave();
  });
}

function checkHeap(checker: Checker): void {
  const { structs, arrays, exceptions, hostRefs } = checker.checkpoint;
  checker.each('structs', structs, ({ type, fields }) => {
    checker.field('type', () => checker.typeOf('struct', type));
    checker.values('fields', fields);
  });
  checker.each('arrays', arrays, ({ type, elements }) => {
    checker.field('type', () => checker.typeOf('array', type));
    if (elements.storage === 'ref') checker.field('elements', () => checker.values('refs', elements.refs));
  });
  checker.each('exceptions', exceptions, ({ tag, args }) => {
    checker.indexIn('tag', 'tag', tag);
    checker.values('args', args);
  });
  checker.each('hostRefs', hostRefs, ({ state }) => checker.indexIn('state', 'host state', state));
}
