import type { ProgramValue } from '../programs/program.js';
import { readFloat, readInteger } from './numbers.js';
import { type List, lineFinder, type Node, readNodes } from './sexpr.js';

/** What a script does with instances, besides making them. */
export type ScriptAction =
  /** An instance, the last one where none is named, under a name for imports. */
  | { readonly kind: 'register'; readonly line: number; readonly name: string; readonly module: string | undefined }
  | {
      readonly kind: 'invoke';
      readonly line: number;
      readonly module: string | undefined;
      readonly name: string;
      /** Undefined for arguments that a host cannot make: vectors and references to functions or objects. */
      readonly args: readonly (ProgramValue | undefined)[];
    }
  /** A module of the script: its identifier, and whether it makes no instance of its own. */
  | { readonly kind: 'module'; readonly line: number; readonly id: string | undefined; readonly instance: boolean };

const atomOf = (node: Node | undefined): string => (node?.kind === 'atom' ? node.text : '');
const headOf = (node: Node | undefined): string => (node?.kind === 'list' ? atomOf(node.items[0]) : '');
const textOf = (node: Node | undefined): string =>
  node?.kind === 'string' ? new TextDecoder().decode(node.bytes) : '';

/** A number that JSON keeps. */
const float = (value: number): ProgramValue =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : { float: Object.is(value, -0) ? '-0' : String(value) };

function readArgument(node: Node): ProgramValue | undefined {
  if (node.kind !== 'list') return undefined;
  const literal = atomOf(node.items[1]);
  switch (atomOf(node.items[0])) {
    case 'i32.const':
      return Number(BigInt.asIntN(32, readInteger(literal)));
    case 'i64.const':
      return String(BigInt.asIntN(64, readInteger(literal)));
    case 'f32.const':
      return float(Math.fround(readFloat(literal)));
    case 'f64.const':
      return float(readFloat(literal));
    case 'ref.null':
      return null;
    case 'ref.extern':
    case 'ref.host':
      return { host: Number(readInteger(literal)) };
    default:
      return undefined;
  }
}

function readInvoke(list: List, line: number): ScriptAction {
  const named = atomOf(list.items[1]).startsWith('$');
  const at = named ? 2 : 1;
  return {
    kind: 'invoke',
    line,
    module: named ? atomOf(list.items[1]) : undefined,
    name: textOf(list.items[at]),
    args: list.items.slice(at + 1).map(readArgument),
  };
}

/** The forms whose first item is an action. `assert_exhaustion` depends on the size of a stack. */
const asserting = new Set(['assert_return', 'assert_trap', 'assert_exception']);

/** What a script does, in order; what is not told here is left out. */
export function scriptActions(source: string): readonly ScriptAction[] {
  const lineOf = lineFinder(source);
  return readNodes(source).flatMap((node): ScriptAction[] => {
    if (node.kind !== 'list') return [];
    const line = lineOf(node.start);
    const head = headOf(node);
    const [, first, second] = node.items;
    if (head === 'module') {
      const words = node.items.slice(1, 3).map(atomOf);
      const id = words.find((word) => word.startsWith('$'));
      return [{ kind: 'module', line, id, instance: words[0] !== 'definition' }];
    }
    if (head === 'register') {
      const module = atomOf(second);
      return [{ kind: 'register', line, name: textOf(first), module: module === '' ? undefined : module }];
    }
    const action = asserting.has(head) ? first : node;
    return headOf(action) === 'invoke' && action?.kind === 'list' ? [readInvoke(action, line)] : [];
  });
}
