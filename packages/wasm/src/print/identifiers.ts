import type { Module } from '../decode/module.js';
import { type NamedSpace, type Namemap, namesOf } from '../decode/names.js';

const plain = /^[0-9A-Za-z!#$%&'*+\-./:<=>?@\\^_`|~]+$/;

/** Control characters, and those that turn the direction of writing, which some readers refuse. */
const isEscaped = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  (code >= 0x200e && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

/** A string literal of the text format. */
export function stringText(text: string): string {
  const escaped = Array.from(text, (char) => {
    if (char === '"' || char === '\\') return `\\${char}`;
    const code = char.codePointAt(0) ?? 0;
    return isEscaped(code) ? `\\u{${code.toString(16)}}` : char;
  });
  return `"${escaped.join('')}"`;
}

/** An identifier of the text format, in quotes where the name is not a plain word. */
export const identifierText = (name: string): string => (plain.test(name) ? `$${name}` : `$${stringText(name)}`);

/** Longer names are cut in identifiers, which may stand at every instruction; in UTF-16 units. */
const MAX_SHOWN = 1000;

/** The identifier of an item, and the name behind it when it shows another: of several with one name, or a long one. */
export interface Identifier {
  readonly text: string;
  readonly hidden: string | undefined;
}

/** Identifiers for the named items of one index space: unique, the first of several with one name keeps it. */
export function identifiersOf(names: Namemap, word: string): ReadonlyMap<number, Identifier> {
  const used = new Set<string>();
  const identifiers = new Map<number, Identifier>();
  for (const [index, name] of [...names].sort(([one], [other]) => one - other)) {
    const taken = name === '' || name.length > MAX_SHOWN || used.has(name);
    // Cut between characters, not between the halves of a surrogate pair.
    const shown = taken ? `#${word}${index} ${name.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, '')}` : name;
    if (used.has(shown)) continue;
    used.add(shown);
    identifiers.set(index, { text: identifierText(shown), hidden: taken ? name : undefined });
  }
  return identifiers;
}

const words: Readonly<Record<NamedSpace, string>> = {
  functions: 'func',
  types: 'type',
  tables: 'table',
  memories: 'memory',
  globals: 'global',
  elements: 'elem',
  data: 'data',
  tags: 'tag',
};

const cache = new WeakMap<Module, Map<NamedSpace, ReadonlyMap<number, Identifier>>>();

/** The identifiers of a module's index space, from its name section; made once. */
export function moduleIdentifiers(module: Module, space: NamedSpace): ReadonlyMap<number, Identifier> {
  const spaces = cache.get(module) ?? new Map<NamedSpace, ReadonlyMap<number, Identifier>>();
  cache.set(module, spaces);
  const known = spaces.get(space) ?? identifiersOf(namesOf(module).of(space), words[space]);
  spaces.set(space, known);
  return known;
}
