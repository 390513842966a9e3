import type { Mnemonic } from '@wasm-checkpoint/tables';
import {
  type Blocktype,
  type Catch,
  EXNREF,
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  type Functype,
  heapOf,
  I32,
  I64,
  type ImmediatesOf,
  type InstructionSyntax,
  instruction,
  isRef,
  opcodeOf,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { operations, trapping } from './operations.js';
import { functype, type Plan } from './plan.js';

/** How deep values nest. */
const DEPTH = 6;
/** Memory accesses stay below, but for offsets. */
const ADDRESS_MASK = 0xfff8;
const FUEL = 0;
const LOG = 0;
const LOG64 = 1;
const HOST = 3;
const NUMBER = 4;

/** An open construct that can be branched to. */
interface Label {
  /** What a branch to it takes. */
  readonly types: readonly Valtype[];
  /** Branches to a loop cost fuel. */
  readonly loop: boolean;
}

/** Writes one function's body: values of a wanted type and statements, at random, that end because loops and calls cost fuel. */
export class BodyGenerator {
  readonly locals: Valtype[];
  readonly #plan: Plan;
  readonly #random: Random;
  readonly #type: Functype;
  readonly #out: InstructionSyntax[] = [];
  readonly #labels: Label[] = [];
  /** Nodes that may still be written. */
  #room: number;

  constructor(plan: Plan, type: Functype, room: number) {
    this.#plan = plan;
    this.#random = plan.random;
    this.#type = type;
    this.#room = room;
    this.locals = [...type.params, ...Array.from({ length: plan.random.integer(2, 8) }, () => plan.valtype())];
  }

  /** The whole body; `fuel` is what the function sets the fuel to, where it is an exported one. */
  generate(fuel: number | undefined): readonly InstructionSyntax[] {
    if (fuel !== undefined) {
      this.#emit('i32.const', fuel);
      this.#emit('global.set', FUEL);
    }
    this.#burn();
    this.#emit('if', { kind: 'empty' });
    for (const type of this.#type.results) this.#leaf(type);
    this.#emit('return');
    this.#emit('end');
    this.#statements(this.#random.integer(3, 8));
    for (const type of this.#type.results) this.#value(type, 1);
    this.#emit('end');
    return this.#out;
  }

  #emit<Name extends Mnemonic>(name: Name, ...immediates: ImmediatesOf<Name>): void {
    this.#out.push(instruction(name, ...immediates));
  }

  #plain(name: Mnemonic): void {
    this.#out.push({ opcode: opcodeOf(name), immediates: [] });
  }

  /** Burns a unit of fuel and leaves whether none is left. */
  #burn(): void {
    this.#emit('global.get', FUEL);
    this.#emit('i32.const', 1);
    this.#emit('i32.sub');
    this.#emit('global.set', FUEL);
    this.#emit('global.get', FUEL);
    this.#emit('i32.const', 0);
    this.#emit('i32.lt_s');
  }

  #statements(count: number): void {
    for (let index = 0; index < count; index++) this.#statement();
  }

  #statement(): void {
    this.#room -= 1;
    const random = this.#random;
    const simple = [
      () => this.#setLocal(),
      () => this.#setLocal(),
      () => this.#setGlobal(),
      () => this.#store(),
      () => this.#log(),
      () => this.#log(),
      () => this.#setTable(),
      () => this.#bulk(),
      () => this.#setField(),
    ];
    if (this.#room <= 0) {
      random.pick(simple.slice(0, 3))();
      return;
    }
    const structured = [
      () => this.#loop(),
      () => this.#loop(),
      () => this.#block([], []),
      () => this.#ifStatement(),
      () => this.#call(undefined, 1),
      () => this.#branch(),
      () => this.#switch(),
      () => this.#tryStatement(),
      () => this.#leave(),
    ];
    random.pick(random.oneIn(2) ? simple : structured)();
  }

  /** The values that a list of types asks for, in order. */
  #values(types: readonly Valtype[], depth: number): void {
    for (const type of types) this.#value(type, depth);
  }

  #value(type: Valtype, depth: number): void {
    this.#room -= 1;
    const random = this.#random;
    if (depth >= DEPTH || this.#room <= 0 || random.oneIn(5)) {
      this.#leaf(type);
      return;
    }
    switch (random.integer(0, 9)) {
      case 0:
        this.#block([], [type], depth);
        break;
      case 1:
        this.#block([this.#plan.valtype()], [type], depth);
        break;
      case 2:
        this.#ifValue(type, depth);
        break;
      case 3:
        this.#loopValue(type, depth);
        break;
      case 4:
        this.#call(type, depth);
        break;
      case 5:
        this.#select(type, depth);
        break;
      case 6:
        this.#tee(type, depth);
        break;
      default:
        this.#computed(type, depth);
    }
  }

  /** A constant, a local or a global. */
  #leaf(type: Valtype): void {
    const random = this.#random;
    const found = this.#localOf(type);
    if (found !== undefined && !random.oneIn(3)) {
      this.#emit('local.get', found);
      return;
    }
    const globals = [...this.#plan.globals.keys()].filter((index) => index > 0 && this.#plan.globals[index] === type);
    if (globals.length > 0 && random.oneIn(2)) this.#emit('global.get', random.pick(globals));
    else this.#constant(type);
  }

  #localOf(type: Valtype): number | undefined {
    const fitting = [...this.locals.keys()].filter((index) => this.locals[index] === type);
    return fitting.length === 0 ? undefined : this.#random.pick(fitting);
  }

  /** A local of a type, declared where there is none. */
  #local(type: Valtype): number {
    const found = this.#localOf(type);
    if (found !== undefined) return found;
    this.locals.push(type);
    return this.locals.length - 1;
  }

  #constant(type: Valtype): void {
    const random = this.#random;
    const wide = (): bigint =>
      random.pick([0n, 1n, -1n, 1n << 62n, BigInt(random.integer(-1000, 1000)), 0x7ff0_0000_0000_0001n]);
    if (type === I32) this.#emit('i32.const', random.pick([0, 1, -1, 255, 0x7fffffff, random.integer(-1000, 1000)]));
    else if (type === I64) this.#emit('i64.const', wide());
    else if (type === F32)
      this.#emit('f32.const', random.pick([0, 0x8000_0000, 0x7fa0_0001, 0xffc1_2345, 0x3fc0_0000]));
    else if (type === F64) {
      this.#emit('f64.const', random.pick([0n, 1n << 63n, 0x7ff4_0000_0000_0123n, 0x4045_0000_0000_0000n]));
    } else if (type === V128)
      this.#emit(
        'v128.const',
        Uint8Array.from({ length: 16 }, () => random.integer(0, 255)),
      );
    else if (type === FUNCREF && !random.oneIn(3)) this.#emit('ref.func', random.pick(this.#plan.table));
    else if (isRef(type)) this.#emit('ref.null', heapOf(type));
  }

  #computed(type: Valtype, depth: number): void {
    const random = this.#random;
    if (type === FUNCREF) {
      this.#emit('i32.const', random.integer(0, this.#plan.table.length));
      this.#emit('table.get', 0);
    } else if (type === EXTERNREF) {
      this.#value(I32, depth + 1);
      this.#emit('i32.const', 3);
      this.#emit('i32.and');
      this.#emit('call', HOST);
    } else if (type === EXNREF) this.#caught();
    else if (isRef(type)) this.#object(depth);
    else this.#number(type, depth);
  }

  #number(type: Valtype, depth: number): void {
    const random = this.#random;
    if (random.oneIn(6)) {
      this.#address(depth);
      this.#load(type);
      return;
    }
    if (type === I32 && random.oneIn(5)) {
      this.#reference(depth);
      return;
    }
    const fitting = (random.oneIn(60) ? trapping : operations).filter(({ result }) => result === type);
    const operation = random.pick(fitting.length > 0 ? fitting : operations.filter(({ result }) => result === type));
    this.#values(operation.params, depth + 1);
    this.#plain(operation.name);
    if (operation.nan) this.#settleNan(type);
  }

  /** A value in place of a NaN whose payload may be any: 0. */
  #settleNan(type: Valtype): void {
    const x = this.#local(type);
    this.#emit('local.set', x);
    this.#emit('local.get', x);
    if (type === F32) this.#emit('f32.const', 0);
    else this.#emit('f64.const', 0n);
    this.#emit('local.get', x);
    this.#emit('local.get', x);
    this.#plain(type === F32 ? 'f32.eq' : 'f64.eq');
    this.#plain('select');
  }

  /** An i32 that tells something of a reference, a memory or a table. */
  #reference(depth: number): void {
    const random = this.#random;
    const refs = this.locals.filter(isRef);
    switch (random.integer(0, 4)) {
      case 0:
        this.#value(refs.length > 0 ? random.pick(refs) : FUNCREF, depth + 1);
        this.#emit('ref.is_null');
        break;
      case 1:
        this.#value(EXTERNREF, depth + 1);
        this.#emit('call', NUMBER);
        break;
      case 2:
        this.#emit('i32.const', random.integer(0, 1));
        this.#emit('memory.grow', 0);
        break;
      case 3:
        this.#emit('table.size', 0);
        break;
      default:
        this.#emit('memory.size', 0);
    }
  }

  #address(depth: number): void {
    this.#value(I32, depth + 1);
    this.#emit('i32.const', ADDRESS_MASK);
    this.#emit('i32.and');
  }

  #load(type: Valtype): void {
    const memarg = { align: 0, memidx: 0, offset: BigInt(this.#random.integer(0, 8)) };
    if (type === I32) this.#emit('i32.load', memarg);
    else if (type === I64) this.#emit('i64.load', memarg);
    else if (type === F32) this.#emit('f32.load', memarg);
    else if (type === F64) this.#emit('f64.load', memarg);
    else this.#emit('v128.load', { ...memarg, offset: 0n });
  }

  /** A struct: new, or one that another leads to. */
  #object(depth: number): void {
    const { struct, structref } = this.#plan;
    if (struct === undefined || structref === undefined) return;
    if (this.#random.oneIn(2)) {
      this.#values([I32, structref, I64], depth + 1);
      this.#emit('struct.new', struct);
      return;
    }
    const x = this.#local(structref);
    this.#emit('local.get', x);
    this.#emit('ref.is_null');
    this.#emit('if', { kind: 'result', type: structref });
    this.#emit('ref.null', heapOf(structref));
    this.#emit('else');
    this.#emit('local.get', x);
    this.#emit('struct.get', struct, 1);
    this.#emit('end');
  }

  /** An exnref of an exception that is thrown for it. */
  #caught(): void {
    const tag = this.#random.integer(0, this.#plan.tags.length - 1);
    this.#emit('block', { kind: 'result', type: EXNREF });
    this.#try([{ kind: 'catch_all_ref', tagidx: undefined, labelidx: 0 }], () => {
      for (const type of this.#plan.tags[tag] ?? []) this.#leaf(type);
      this.#emit('throw', tag);
    });
    this.#emit('unreachable');
    this.#emit('end');
  }

  #select(type: Valtype, depth: number): void {
    this.#values([type, type, I32], depth + 1);
    if (isRef(type)) this.#emit('select t', [type]);
    else this.#emit('select');
  }

  #tee(type: Valtype, depth: number): void {
    this.#value(type, depth + 1);
    this.#emit('local.tee', this.#local(type));
  }

  #blocktype(params: readonly Valtype[], results: readonly Valtype[]): Blocktype {
    const [first] = results;
    if (params.length === 0 && results.length === 0) return { kind: 'empty' };
    if (params.length === 0 && results.length === 1 && first !== undefined) return { kind: 'result', type: first };
    return { kind: 'type', typeidx: this.#plan.typeidx(functype(params, results)) };
  }

  /** What stands in a construct, with its label; the parameters are taken off the stack first. */
  #within(label: Label, params: readonly Valtype[], inner: () => void): void {
    this.#labels.push(label);
    for (const type of [...params].reverse()) this.#emit('local.set', this.#local(type));
    inner();
    this.#labels.pop();
    this.#emit('end');
  }

  #block(params: readonly Valtype[], results: readonly Valtype[], depth = 1): void {
    this.#values(params, depth + 1);
    this.#emit('block', this.#blocktype(params, results));
    this.#within({ types: results, loop: false }, params, () => {
      this.#statements(this.#random.integer(0, 3));
      this.#values(results, depth + 1);
    });
  }

  #ifStatement(): void {
    this.#value(I32, 2);
    this.#emit('if', { kind: 'empty' });
    this.#within({ types: [], loop: false }, [], () => {
      this.#statements(this.#random.integer(1, 3));
      if (this.#random.oneIn(2)) {
        this.#emit('else');
        this.#statements(this.#random.integer(1, 2));
      }
    });
  }

  #ifValue(type: Valtype, depth: number): void {
    this.#value(I32, depth + 1);
    this.#emit('if', { kind: 'result', type });
    this.#within({ types: [type], loop: false }, [], () => {
      this.#value(type, depth + 1);
      this.#emit('else');
      this.#statements(this.#random.integer(0, 1));
      this.#value(type, depth + 1);
    });
  }

  #loop(): void {
    this.#loopOf([], [], 1);
  }

  #loopValue(type: Valtype, depth: number): void {
    const params = Array.from({ length: this.#random.integer(0, 2) }, () => this.#plan.valtype());
    this.#loopOf(params, [type], depth);
  }

  /** A loop that goes on while there is fuel and a random value says so. */
  #loopOf(params: readonly Valtype[], results: readonly Valtype[], depth: number): void {
    this.#values(params, depth + 1);
    this.#emit('loop', this.#blocktype(params, results));
    this.#within({ types: params, loop: true }, params, () => {
      this.#statements(this.#random.integer(1, 3));
      this.#again(params);
      this.#values(results, depth + 1);
    });
  }

  /** A branch back to the innermost label. */
  #again(params: readonly Valtype[]): void {
    this.#burn();
    this.#emit('i32.eqz');
    this.#value(I32, 3);
    this.#emit('i32.const', 7);
    this.#emit('i32.and');
    this.#emit('i32.const', 0);
    this.#emit('i32.ne');
    this.#emit('i32.and');
    this.#emit('if', { kind: 'empty' });
    this.#values(params, DEPTH);
    this.#emit('br', 1);
    this.#emit('end');
  }

  /** A conditional branch out of some construct, its values beneath the condition. */
  #branch(): void {
    const forward = this.#forward();
    if (forward.length === 0) {
      this.#log();
      return;
    }
    const labelidx = this.#random.pick(forward);
    const { types } = this.#label(labelidx);
    this.#values(types, 3);
    this.#value(I32, 3);
    this.#emit('br_if', labelidx);
    for (const _ of types) this.#emit('drop');
  }

  /** A jump out of a block of its own, to that block or to others whose branches take nothing. */
  #switch(): void {
    const targets = [
      0,
      ...this.#forward()
        .filter((labelidx) => this.#label(labelidx).types.length === 0)
        .map((l) => l + 1),
    ];
    const pick = (): number => this.#random.pick(targets);
    this.#value(I32, 3);
    this.#emit('local.set', this.#local(I32));
    this.#emit('block', { kind: 'empty' });
    this.#emit('local.get', this.#local(I32));
    this.#emit('i32.const', 3);
    this.#emit('i32.and');
    this.#emit('br_table', [pick(), pick()], 0);
    this.#emit('end');
  }

  #label(labelidx: number): Label {
    const label = this.#labels.at(-1 - labelidx);
    if (label === undefined) throw new RangeError(`no label ${labelidx}`);
    return label;
  }

  /** Label indices of everything but loops. */
  #forward(): number[] {
    return [...this.#labels.keys()].filter((labelidx) => !this.#label(labelidx).loop);
  }

  /** A call; of its results one of `wanted`, where given, is left. */
  #call(wanted: Valtype | undefined, depth: number): void {
    const random = this.#random;
    const all = Array.from({ length: this.#plan.callable }, (_, index) => index);
    const fitting =
      wanted === undefined ? all : all.filter((index) => this.#plan.functype(index).results.includes(wanted));
    if (fitting.length === 0 || depth > 3) {
      if (wanted !== undefined) this.#leaf(wanted);
      return;
    }
    const funcidx = random.pick(fitting);
    const type = this.#plan.functype(funcidx);
    this.#arguments(funcidx, type, depth);
    const entry = this.#plan.table.indexOf(funcidx);
    if (entry >= 0 && random.oneIn(2)) {
      this.#emit('i32.const', entry);
      this.#emit('call_indirect', this.#plan.typeidx(type), 0);
    } else this.#emit('call', funcidx);
    let kept = -1;
    for (const result of [...type.results].reverse()) {
      if (result === wanted && kept < 0) {
        kept = this.#fresh(result);
        this.#emit('local.set', kept);
      } else if (random.oneIn(2)) this.#emit('local.set', this.#local(result));
      else this.#emit('drop');
    }
    if (wanted !== undefined) this.#emit('local.get', kept);
  }

  /** Arguments of a call; the host's objects have small numbers. */
  #arguments(funcidx: number, type: Functype, depth: number): void {
    this.#values(type.params, depth + 1);
    if (funcidx !== HOST) return;
    this.#emit('i32.const', 3);
    this.#emit('i32.and');
  }

  /** A local that nothing else writes. */
  #fresh(type: Valtype): number {
    this.locals.push(type);
    return this.locals.length - 1;
  }

  #setLocal(): void {
    const local = this.#random.integer(0, this.locals.length - 1);
    this.#value(this.locals[local] ?? I32, 1);
    this.#emit('local.set', local);
  }

  #setGlobal(): void {
    const { globals } = this.#plan;
    const index = this.#random.integer(1, globals.length - 1);
    this.#value(globals[index] ?? I32, 2);
    this.#emit('global.set', index);
  }

  #store(): void {
    const type = this.#random.pick([I32, I64, F32, F64, V128]);
    const memarg = { align: 0, memidx: 0, offset: BigInt(this.#random.integer(0, 8)) };
    this.#address(2);
    this.#value(type, 2);
    if (type === I32) this.#emit('i32.store', memarg);
    else if (type === I64) this.#emit('i64.store', memarg);
    else if (type === F32) this.#emit('f32.store', memarg);
    else if (type === F64) this.#emit('f64.store', memarg);
    else this.#emit('v128.store', { ...memarg, offset: 0n });
  }

  #log(): void {
    const wide = this.#random.oneIn(3);
    this.#value(wide ? I64 : I32, 2);
    this.#emit('call', wide ? LOG64 : LOG);
  }

  #setTable(): void {
    this.#emit('i32.const', this.#plan.table.length + this.#random.integer(0, 1));
    this.#value(FUNCREF, 3);
    this.#emit('table.set', 0);
  }

  #bulk(): void {
    const random = this.#random;
    const range = (): void => {
      this.#emit('i32.const', random.integer(0, 4096));
      this.#emit('i32.const', random.integer(0, 4096));
      this.#emit('i32.const', random.integer(0, 64));
    };
    switch (random.integer(0, 3)) {
      case 0:
        range();
        this.#emit('memory.copy', 0, 0);
        break;
      case 1:
        this.#emit('i32.const', random.integer(0, 4096));
        this.#value(I32, 3);
        this.#emit('i32.const', random.integer(0, 64));
        this.#emit('memory.fill', 0);
        break;
      case 2:
        // Of length 0 it works on a segment that was dropped too.
        this.#emit('i32.const', 64);
        this.#emit('i32.const', 0);
        this.#emit('i32.const', 0);
        this.#emit('memory.init', 0, 0);
        break;
      default:
        this.#emit('data.drop', 0);
    }
  }

  #setField(): void {
    const { struct, structref } = this.#plan;
    if (struct === undefined || structref === undefined) {
      this.#setLocal();
      return;
    }
    const x = this.#local(structref);
    this.#emit('local.get', x);
    this.#emit('ref.is_null');
    this.#emit('if', { kind: 'empty' });
    this.#emit('else');
    this.#labels.push({ types: [], loop: false });
    this.#emit('local.get', x);
    const field = this.#random.integer(0, 2);
    this.#value([I32, structref, I64][field] ?? I32, 4);
    this.#emit('struct.set', struct, field);
    this.#labels.pop();
    this.#emit('end');
  }

  /** A try_table whose catches lead to a block of its own. */
  #tryStatement(): void {
    const { tags } = this.#plan;
    if (tags.length === 0) {
      this.#block([], []);
      return;
    }
    const random = this.#random;
    const tag = random.integer(0, tags.length - 1);
    const all = random.oneIn(2);
    const types = all ? [] : (tags[tag] ?? []);
    this.#emit('block', this.#blocktype([], types));
    this.#within({ types, loop: false }, [], () => {
      this.#try(
        [all ? { kind: 'catch_all', tagidx: undefined, labelidx: 0 } : { kind: 'catch', tagidx: tag, labelidx: 0 }],
        () => {
          this.#statements(random.integer(1, 3));
          if (random.oneIn(2)) {
            this.#value(I32, 3);
            this.#emit('if', { kind: 'empty' });
            const thrown = random.integer(0, tags.length - 1);
            for (const type of tags[thrown] ?? []) this.#leaf(type);
            this.#emit('throw', thrown);
            this.#emit('end');
          }
        },
      );
      for (const type of types) this.#leaf(type);
    });
    for (const type of [...types].reverse()) this.#emit('local.set', this.#local(type));
  }

  /** A try_table without values; label indices of its clauses count from outside of it. */
  #try(clauses: readonly Catch[], inner: () => void): void {
    this.#emit('try_table', { kind: 'empty' }, clauses);
    this.#within({ types: [], loop: false }, [], inner);
  }

  /** Leaves the function, on a condition: by a return, a tail call, an exception. */
  #leave(): void {
    const { tags, features, functions, imports } = this.#plan;
    const random = this.#random;
    this.#value(I32, 3);
    this.#emit('i32.const', 15);
    this.#emit('i32.and');
    this.#emit('i32.const', 13);
    this.#emit('i32.eq');
    this.#emit('if', { kind: 'empty' });
    const same = [...functions.keys()]
      .map((index) => index + imports.length)
      .filter((funcidx) => funcidx < this.#plan.callable)
      .filter((funcidx) => this.#plan.functype(funcidx).results.join() === this.#type.results.join());
    if (tags.length > 0 && random.oneIn(3)) {
      const tag = random.integer(0, tags.length - 1);
      for (const type of tags[tag] ?? []) this.#leaf(type);
      this.#emit('throw', tag);
    } else if (features.has('tail-calls') && same.length > 0 && random.oneIn(2)) {
      const funcidx = random.pick(same);
      for (const type of this.#plan.functype(funcidx).params) this.#leaf(type);
      this.#emit('return_call', funcidx);
    } else {
      for (const type of this.#type.results) this.#leaf(type);
      this.#emit('return');
    }
    this.#emit('end');
  }
}
