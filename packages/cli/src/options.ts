import { InvalidArgumentError } from 'commander';

/** A whole number, or `all`. */
export function numberOrAll(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('Give a whole number, or all.');
  return value;
}

/** Gathers an option that may be repeated. */
export const list = (text: string, before: readonly string[]): string[] => [...before, text];
