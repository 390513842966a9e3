import type { Mnemonic } from '@wasm-checkpoint/tables';
import {
  type Blocktype,
  type Functype,
  type ImmediatesOf,
  type InstructionSyntax,
  instruction,
  opcodeOf,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { functype, type Plan } from './plan.js';

/** The global that holds the fuel. */
export const FUEL = 0;
/** Function indices of imports. */
export const LOG = 0;
export const LOG64 = 1;
export const HOST = 3;
export const NUMBER = 4;
/** How deep values nest. */
export const DEPTH = 6;

/** An open construct that can be branched to. */
export interface Label {
  /** What a branch to it takes. */
  readonly types: readonly Valtype[];
  /** Branches to a loop cost fuel. */
  readonly loop: boolean;
}

/** One function's body while it is written. */
export class BodyWriter {
  readonly locals: Valtype[];
  readonly plan: Plan;
  readonly random: Random;
  readonly type: Functype;
  readonly out: InstructionSyntax[] = [];
  readonly labels: Label[] = [];
  /** Nodes that may still be written. */
  room: number;

  constructor(plan: Plan, type: Functype, room: number) {
    this.plan = plan;
    this.random = plan.random;
    this.type = type;
    this.room = room;
    this.locals = [...type.params, ...Array.from({ length: plan.random.integer(2, 8) }, () => plan.valtype())];
  }

  emit<Name extends Mnemonic>(name: Name, ...immediates: ImmediatesOf<Name>): void {
    this.out.push(instruction(name, ...immediates));
  }

  plain(name: Mnemonic): void {
    this.out.push({ opcode: opcodeOf(name), immediates: [] });
  }

  /** Burns a unit of fuel and leaves whether none is left. */
  burn(): void {
    this.emit('global.get', FUEL);
    this.emit('i32.const', 1);
    this.emit('i32.sub');
    this.emit('global.set', FUEL);
    this.emit('global.get', FUEL);
    this.emit('i32.const', 0);
    this.emit('i32.lt_s');
  }

  localOf(type: Valtype): number | undefined {
    const fitting = [...this.locals.keys()].filter((index) => this.locals[index] === type);
    return fitting.length === 0 ? undefined : this.random.pick(fitting);
  }

  /** A local of a type, declared where there is none. */
  local(type: Valtype): number {
    const found = this.localOf(type);
    if (found !== undefined) return found;
    this.locals.push(type);
    return this.locals.length - 1;
  }

  /** A local that nothing else writes. */
  fresh(type: Valtype): number {
    this.locals.push(type);
    return this.locals.length - 1;
  }

  label(labelidx: number): Label {
    const label = this.labels.at(-1 - labelidx);
    if (label === undefined) throw new RangeError(`no label ${labelidx}`);
    return label;
  }

  /** Label indices of everything but loops. */
  forward(): number[] {
    return [...this.labels.keys()].filter((labelidx) => !this.label(labelidx).loop);
  }

  blocktype(params: readonly Valtype[], results: readonly Valtype[]): Blocktype {
    const [first] = results;
    if (params.length === 0 && results.length === 0) return { kind: 'empty' };
    if (params.length === 0 && results.length === 1 && first !== undefined) return { kind: 'result', type: first };
    return { kind: 'type', typeidx: this.plan.typeidx(functype(params, results)) };
  }

  /** What stands in a construct, with its label; the parameters are taken off the stack first. */
  within(label: Label, params: readonly Valtype[], inner: () => void): void {
    this.labels.push(label);
    for (const type of [...params].reverse()) this.emit('local.set', this.local(type));
    inner();
    this.labels.pop();
    this.emit('end');
  }
}
