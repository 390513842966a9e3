import { fault } from '../faults.js';
import { Path } from '../path.js';
import type { Checkpoint } from '../syntax/index.js';
import { type FromJsonOptions, fromJSON, toJSON } from './checkpoint.js';
import { quote } from './reader.js';

/** The twin of a checkpoint as JSON text, indented by two spaces, with a line feed at the end. */
export function toJSONText(checkpoint: Checkpoint): string {
  return `${JSON.stringify(toJSON(checkpoint), undefined, 2)}\n`;
}

/** The checkpoint of a JSON text; refuses besides what `fromJSON` refuses what is not JSON and members that stand twice. */
export const fromJSONText = (text: string, options: FromJsonOptions = {}): Checkpoint =>
  fromJSON(parseJSONText(text), options);

/** The value of a JSON text; CKPT1112 for what is not JSON, CKPT1113 for members that stand twice. */
export function parseJSONText(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // clause: json-text
    throw fault('CKPT1112', { reason: error instanceof Error ? error.message : String(error) }, 0);
  }
  checkDuplicates(text);
  return json;
}

/** An object or array that is open: the names met so far, or none for an array. */
interface Level {
  readonly names: Set<string> | undefined;
  expectsName: boolean;
  index: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;

/** Throws CKPT1113 when two members of an object have one name, which `JSON.parse` lets through; `text` is JSON. */
function checkDuplicates(text: string): void {
  const levels: Level[] = [];
  const path = new Path();
  let level: Level | undefined;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (level?.expectsName === true) {
          level.expectsName = false;
          enterMember(level, nameOf(text, at, end), path);
        }
        at = end - 1;
        break;
      }
      case OPEN_OBJECT:
        level = { names: new Set(), expectsName: true, index: 0 };
        levels.push(level);
        break;
      case OPEN_ARRAY:
        level = { names: undefined, expectsName: false, index: 0 };
        levels.push(level);
        path.enter(0);
        break;
      case COMMA:
        if (level?.names === undefined) {
          if (level !== undefined) path.next(++level.index);
        } else {
          path.leave();
          level.expectsName = true;
        }
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        // An object that is empty has no member to leave.
        if (level?.names === undefined || level.names.size > 0) path.leave();
        levels.pop();
        level = levels.at(-1);
        break;
      default:
    }
  }
}

function enterMember(level: Level, name: string, path: Path): void {
  path.enter(name);
  // clause: json-duplicate
  if (level.names?.has(name) === true) throw fault('CKPT1113', { member: quote(name) }, 0, path.toString());
  level.names?.add(name);
}

/** The name between two quotation marks, escapes resolved. */
function nameOf(text: string, start: number, end: number): string {
  const plain = text.slice(start + 1, end - 1);
  return plain.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : plain;
}

/** The place after the quotation mark that ends the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
}
