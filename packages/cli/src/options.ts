import { constants } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import ms, { type StringValue } from 'ms';
import type { ImportTrigger } from './run/job.js';
import type { Grant } from './wasi/grants.js';

/** A whole number, or `all`. */
export function numberOrAll(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('Give a whole number, or all.');
  }
  return value;
}

/** An option that may be repeated; its value is the list. */
export const repeated = (flags: string, description: string): Option =>
  new Option(flags, description)
    .argParser((text: string, before: readonly string[]) => [...before, text])
    .default([], 'none');

/** The longest time that a timer of Node takes. */
const MAX_MILLISECONDS = 2 ** 31 - 1;

/** A time such as `500ms`, `2s`, `5m`, in milliseconds. */
export function duration(text: string): number {
  const value = /^\d/.test(text) && /[a-z]$/i.test(text) ? ms(text as StringValue) : Number.NaN;
  if (!(value > 0 && value <= MAX_MILLISECONDS)) {
    throw new InvalidArgumentError('Give a time with its unit: 500ms, 2s, 5m, 1h.');
  }
  return value;
}

/** Signals that a process can have a handler for. */
const unhandled: ReadonlySet<string> = new Set(['SIGKILL', 'SIGSTOP']);

/** A signal by its name. */
export function signal(text: string): NodeJS.Signals {
  const name = text.toUpperCase().startsWith('SIG') ? text.toUpperCase() : `SIG${text.toUpperCase()}`;
  if (!(name in constants.signals) || unhandled.has(name)) throw new InvalidArgumentError('Give the name of a signal.');
  return name as NodeJS.Signals;
}

/** `HOST::NAME` or `HOST` alone, which is then the name too; may be repeated. */
export function directory(text: string, before: readonly Grant[]): Grant[] {
  const [hostPath = '', name = hostPath, ...rest] = text.split('::');
  if (hostPath === '' || name === '' || rest.length > 0) {
    throw new InvalidArgumentError('Give a directory, or DIRECTORY::NAME.');
  }
  if (before.some((grant) => grant.name === name)) {
    throw new InvalidArgumentError(`There is a directory of the name ${name} already.`);
  }
  return [...before, { name, hostPath }];
}

/** `NAME=value`, or `NAME` for the value that it has here; may be repeated. */
export function variable(text: string, before: readonly string[]): string[] {
  const name = text.split('=', 1)[0] ?? '';
  if (name === '') throw new InvalidArgumentError('Give NAME=value, or NAME.');
  const value = text.includes('=') ? text.slice(name.length + 1) : process.env[name];
  const others = before.filter((one) => !one.startsWith(`${name}=`));
  return value === undefined ? others : [...others, `${name}=${value}`];
}

/** `name`, `module.name`, or either with `:n` for its nth call; may be repeated. */
export function importTrigger(text: string, before: readonly ImportTrigger[]): ImportTrigger[] {
  const [, name = '', call] = /^(.+?)(?::(\d+))?$/.exec(text) ?? [];
  if (name === '' || call === '0')
    throw new InvalidArgumentError('Give the name of an import, or NAME:n for its nth call.');
  return [...before, call === undefined ? { name } : { name, call: Number(call) }];
}
