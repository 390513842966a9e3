/** A word of the text format: keyword, number, identifier (quoted ones included) or reserved token. */
export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A string literal and the bytes that it denotes; `bytes` is undefined when an escape is not one of the text format's. */
export interface Text {
  readonly kind: 'string';
  readonly bytes: Uint8Array | undefined;
  readonly start: number;
  readonly end: number;
}

/** Anything in parentheses. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly start: number;
  readonly end: number;
}

export type Node = Atom | Text | List;

/** The script cannot be read as parenthesised words; `line` counts from 1. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly line: number;
  constructor(message: string, source: string, offset: number) {
    super(message);
    this.line = lineAt(source, offset);
  }
}

/** The line, counted from 1, of an offset. */
export function lineAt(source: string, offset: number): number {
  return lineFinder(source)(offset);
}

/** The same for many offsets of one source. */
export function lineFinder(source: string): (offset: number) => number {
  const starts = [0];
  for (let index = source.indexOf('\n'); index !== -1; index = source.indexOf('\n', index + 1)) starts.push(index + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

const isSpace = (char: string): boolean => char === ' ' || char === '\n' || char === '\r' || char === '\t';
const endsWord = (char: string): boolean =>
  isSpace(char) || char === '(' || char === ')' || char === '"' || char === ';';

/** The offset after a string literal that starts at `start`. */
function endOfString(source: string, start: number): number {
  for (let index = start + 1; index < source.length; index++) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === '"') return index + 1;
  }
  throw new ScriptError('unterminated string', source, start);
}

/** The offset after a block comment, nested ones included. */
function endOfComment(source: string, start: number): number {
  let depth = 0;
  for (let index = start; index < source.length; index++) {
    if (source.startsWith('(;', index)) {
      depth += 1;
      index += 1;
    } else if (source.startsWith(';)', index)) {
      depth -= 1;
      index += 1;
      if (depth === 0) return index + 1;
    }
  }
  throw new ScriptError('unterminated comment', source, start);
}

/** A line comment ends at a line feed or a carriage return, whichever comes first. */
function endOfLine(source: string, start: number): number {
  let index = start;
  while (index < source.length && source[index] !== '\n' && source[index] !== '\r') index += 1;
  return index;
}

/** The first offset from `start` that is neither white space nor comment. */
function skipBlank(source: string, start: number): number {
  let index = start;
  while (index < source.length) {
    if (isSpace(source[index] ?? '')) index += 1;
    else if (source.startsWith(';;', index)) index = endOfLine(source, index);
    else if (source.startsWith('(;', index)) index = endOfComment(source, index);
    else break;
  }
  return index;
}

const simpleEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 };
const encoder = new TextEncoder();

/** The bytes that a literal with its quotes denotes, or undefined for an escape that the text format does not have. */
export function stringBytes(literal: string): Uint8Array | undefined {
  const bytes: number[] = [];
  const end = literal.length - 1;
  let index = 1;
  while (index < end) {
    const char = literal[index] ?? '';
    if (char !== '\\') {
      const point = String.fromCodePoint(literal.codePointAt(index) ?? 0);
      bytes.push(...encoder.encode(point));
      index += point.length;
      continue;
    }
    const simple = simpleEscapes[literal[index + 1] ?? ''];
    const hex = /^[0-9a-fA-F]{2}/.exec(literal.slice(index + 1, index + 3));
    const unicode = /^u\{([0-9a-fA-F](?:_?[0-9a-fA-F])*)\}/.exec(literal.slice(index + 1, end));
    if (simple !== undefined) {
      bytes.push(simple);
      index += 2;
    } else if (hex !== null) {
      bytes.push(Number.parseInt(hex[0], 16));
      index += 3;
    } else if (unicode !== null) {
      const point = Number.parseInt((unicode[1] ?? '').replaceAll('_', ''), 16);
      if (point >= 0xd800 && (point < 0xe000 || point > 0x10ffff)) return undefined;
      bytes.push(...encoder.encode(String.fromCodePoint(point)));
      index += 1 + unicode[0].length;
    } else return undefined;
  }
  return Uint8Array.from(bytes);
}

/**
 * The nodes at the top of a script, each with its place in `source`; throws a ScriptError.
 *
 * Annotations `(@id ...)` may stand between any two nodes and are left out.
 */
export function readNodes(source: string): Node[] {
  interface Open {
    readonly start: number;
    readonly items: Node[];
  }
  const top: Node[] = [];
  const open: Open[] = [];
  let index = skipBlank(source, 0);
  while (index < source.length) {
    const into = open.at(-1)?.items ?? top;
    const char = source[index];
    const start = index;
    if (char === '(') {
      open.push({ start, items: [] });
      index += 1;
    } else if (char === ')') {
      const list = open.pop();
      if (list === undefined) throw new ScriptError('unexpected )', source, index);
      index += 1;
      if (source[list.start + 1] !== '@') {
        (open.at(-1)?.items ?? top).push({ kind: 'list', items: list.items, start: list.start, end: index });
      }
    } else if (char === '"') {
      index = endOfString(source, index);
      into.push({ kind: 'string', bytes: stringBytes(source.slice(start, index)), start, end: index });
    } else {
      // A quoted identifier `$"..."` and a reserved token with a string inside are one word.
      do index = source[index] === '"' ? endOfString(source, index) : index + 1;
      while (index < source.length && (source[index] === '"' || !endsWord(source[index] ?? '')));
      into.push({ kind: 'atom', text: source.slice(start, index), start, end: index });
    }
    index = skipBlank(source, index);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new ScriptError('unclosed (', source, unclosed.start);
  return top;
}
