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
export function fromJSONText(text: string, options: FromJsonOptions = {}): Checkpoint {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // clause: json-text
    throw fault('CKPT1112', { reason: error instanceof Error ? error.message : String(error) }, 0);
  }
  checkDuplicates(text);
  return fromJSON(json, options);
}

/** An object or array that is open: the names met so far, or none for an array. */
interface Level {
  readonly names: Set<string> | undefined;
  expectsName: boolean;
  index: number;
}

/** Throws CKPT1113 when two members of an object have one name, which `JSON.parse` lets through; `text` is JSON. */
function checkDuplicates(text: string): void {
  const levels: Level[] = [];
  const path = new Path();
  const structural = /["{}[\],]/g;
  for (let found = structural.exec(text); found !== null; found = structural.exec(text)) {
    const level = levels.at(-1);
    switch (found[0]) {
      case '"': {
        const end = endOfString(text, found.index);
        structural.lastIndex = end;
        if (level?.expectsName === true) {
          level.expectsName = false;
          enterMember(level, JSON.parse(text.slice(found.index, end)) as string, path);
        }
        break;
      }
      case '{':
        levels.push({ names: new Set(), expectsName: true, index: 0 });
        break;
      case '[':
        levels.push({ names: undefined, expectsName: false, index: 0 });
        path.enter(0);
        break;
      case ',':
        if (level?.names === undefined) {
          if (level !== undefined) path.next(++level.index);
        } else {
          path.leave();
          level.expectsName = true;
        }
        break;
      default:
        levels.pop();
        // An object that is empty has no member to leave.
        if (level?.names === undefined || level.names.size > 0) path.leave();
    }
  }
}

function enterMember(level: Level, name: string, path: Path): void {
  path.enter(name);
  // clause: json-duplicate
  if (level.names?.has(name) === true) throw fault('CKPT1113', { member: quote(name) }, 0, path.toString());
  level.names?.add(name);
}

/** The place after the quotation mark that ends the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
}
