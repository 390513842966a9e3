import { type List, lineFinder, type Node, readNodes, ScriptError } from './sexpr.js';

/** How a script states a module. */
export type ModuleSource =
  /** Text, to be assembled: `(module ...)`, or module fields without it. */
  | { readonly kind: 'text'; readonly text: string }
  /** The bytes of a text that may not even be UTF-8: `(module quote "..." ...)`. */
  | { readonly kind: 'quote'; readonly bytes: Uint8Array }
  /** The bytes of a module: `(module binary "..." ...)`. */
  | { readonly kind: 'binary'; readonly bytes: Uint8Array };

/** Assertions about a module rather than about what it does when called. */
export const moduleAssertions = [
  'assert_malformed',
  'assert_invalid',
  'assert_malformed_custom',
  'assert_invalid_custom',
  'assert_unlinkable',
  'assert_uninstantiable',
  'assert_trap',
] as const;
export type ModuleAssertion = (typeof moduleAssertions)[number];

/** A command of a script, with the line of its first parenthesis, counted from 1. */
export type Command =
  /** A module on its own, or a definition for later instances. */
  | { readonly kind: 'module'; readonly line: number; readonly definition: boolean; readonly source: ModuleSource }
  /** An assertion about a module, with the message that the reference interpreter gives. */
  | {
      readonly kind: 'assertion';
      readonly line: number;
      readonly name: ModuleAssertion;
      readonly source: ModuleSource;
      readonly message: string;
    }
  /** Anything about instances: actions, assertions about them, `register`, `(module instance ...)`, `wait`. */
  | { readonly kind: 'other'; readonly line: number; readonly name: string };

const fieldNames = new Set([
  'type',
  'rec',
  'import',
  'func',
  'table',
  'memory',
  'global',
  'tag',
  'export',
  'start',
  'elem',
  'data',
]);

const head = (node: Node | undefined): string => {
  const first = node?.kind === 'list' ? node.items[0] : undefined;
  return first?.kind === 'atom' ? first.text : '';
};

/** The bytes of all string literals in a row. */
function joinStrings(source: string, nodes: readonly Node[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const node of nodes) {
    if (node.kind !== 'string') throw new ScriptError('expected a string', source, node.start);
    if (node.bytes === undefined) throw new ScriptError('unknown escape in a string', source, node.start);
    parts.push(node.bytes);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

interface ModuleForm {
  readonly role: 'module' | 'definition' | 'instance';
  readonly source: ModuleSource;
}

/** `(module definition? id? (binary | quote)? ...)` or `(module instance id? id?)`. */
function readModule(source: string, list: List): ModuleForm {
  let index = 1;
  const word = (): string => {
    const node = list.items[index];
    return node?.kind === 'atom' ? node.text : '';
  };
  const role = word() === 'definition' || word() === 'instance' ? (word() as 'definition' | 'instance') : 'module';
  if (role !== 'module') index += 1;
  if (word().startsWith('$')) index += 1;
  const kind = word();
  if (kind === 'binary' || kind === 'quote') {
    return { role, source: { kind, bytes: joinStrings(source, list.items.slice(index + 1)) } };
  }
  // The assembler knows `(module ...)` only, so `definition` is cut out of the text.
  const keyword = list.items[0];
  const after = role === 'module' ? keyword : list.items[1];
  const text = source.slice(list.start, keyword?.end) + source.slice(after?.end, list.end);
  return { role, source: { kind: 'text', text } };
}

function readAssertion(source: string, list: List, name: ModuleAssertion, line: number): Command {
  const subject = list.items.find((node) => node.kind === 'list' && head(node) === 'module');
  if (subject?.kind !== 'list') return { kind: 'other', line, name };
  const form = readModule(source, subject);
  if (form.role === 'instance') return { kind: 'other', line, name };
  const last = list.items.at(-1);
  const message = last?.kind === 'string' ? new TextDecoder().decode(last.bytes) : '';
  return { kind: 'assertion', line, name, source: form.source, message };
}

const isModuleAssertion = (name: string): name is ModuleAssertion =>
  (moduleAssertions as readonly string[]).includes(name);

function readCommands(
  source: string,
  lineOf: (offset: number) => number,
  nodes: readonly Node[],
  into: Command[],
): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node?.kind !== 'list') throw new ScriptError('expected a command', source, node?.start ?? 0);
    const line = lineOf(node.start);
    const name = head(node);
    if (name === 'module') {
      const { role, source: module } = readModule(source, node);
      if (role === 'instance') into.push({ kind: 'other', line, name: 'module instance' });
      else into.push({ kind: 'module', line, definition: role === 'definition', source: module });
    } else if (isModuleAssertion(name)) {
      into.push(readAssertion(source, node, name, line));
    } else if (name === 'thread') {
      into.push({ kind: 'other', line, name });
      const inner = node.items.slice(1).filter((item) => item.kind === 'list' && head(item) !== 'shared');
      readCommands(source, lineOf, inner, into);
    } else if (fieldNames.has(name)) {
      while (fieldNames.has(head(nodes[index + 1]))) index += 1;
      const text = source.slice(node.start, nodes[index]?.end);
      into.push({ kind: 'module', line, definition: false, source: { kind: 'text', text } });
    } else if (name !== '') {
      into.push({ kind: 'other', line, name });
    } else throw new ScriptError('expected a command', source, node.start);
  }
}

/**
 * The commands of a script in the format of the official test suite, in order.
 *
 * Knows module texts, binaries, quotes, definitions and instances, assertions about modules, bare module fields, and the
 * commands inside the threads of the threads proposal. Throws a ScriptError that names the line.
 */
export function splitWast(source: string): Command[] {
  const commands: Command[] = [];
  readCommands(source, lineFinder(source), readNodes(source), commands);
  return commands;
}
