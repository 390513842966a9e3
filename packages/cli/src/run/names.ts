import { basename, extname } from 'node:path';

/** The path of the checkpoint of a number; `%n` stands for it, `%%` for a percent sign. */
export const checkpointPath = (pattern: string, number: number): string =>
  pattern.replace(/%[n%]/g, (part) => (part === '%n' ? String(number) : '%'));

/** Whether a pattern gives each checkpoint a name of its own. */
export const hasNumber = (pattern: string): boolean => /(?:^|[^%])(?:%%)*%n/.test(pattern);

/** The pattern where none was given: the name of the program, in the working directory. */
export function defaultPattern(program: string, numbered: boolean): string {
  const name = basename(program, extname(program)).replaceAll('%', '%%');
  return numbered ? `${name}.%n.ckpt` : `${name}.ckpt`;
}
