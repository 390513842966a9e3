import { type Style, styleOf } from './text/style.js';

/** A line of `--json`: its kind first; keys of any other name. */
export type JsonLine = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Integers beyond 2^53 as decimal strings, bytes as lowercase hexadecimal; clause emb-json-lines. */
function portable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex');
  return value;
}

/** One JSON object as a line. */
export const jsonText = (line: JsonLine): string => `${JSON.stringify(line, portable)}\n`;

/** Where a command speaks: findings to standard output, as text or as JSON lines, the rest to standard error. */
export interface Output {
  readonly json: boolean;
  readonly style: Style;
  /** A finding for programs; nothing happens without `--json`. */
  line(line: JsonLine): void;
  /** A finding for people; nothing happens with `--json`. */
  text(lines: readonly string[]): void;
  /** For people, beside the findings. */
  note(text: string): void;
}

export function output(json: boolean): Output {
  return {
    json,
    style: styleOf(process.stdout),
    // clause: emb-json-lines
    line: (line) => void (json && process.stdout.write(jsonText(line))),
    text: (lines) => void (!json && lines.length > 0 && process.stdout.write(`${lines.join('\n')}\n`)),
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}
