import type { Module } from '../decode/module.js';
import { checkLimit } from '../limits.js';
import type { Locals } from '../syntax/module-syntax.js';
import type { Valtype } from '../syntax/valtype.js';
import { type Identifier, stringText } from './identifiers.js';
import type { PrintScope } from './scope.js';

const words = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');

/** The name behind an identifier that does not show it. */
const hiddenName = ({ hidden }: Identifier): string => (hidden === undefined ? '' : `(@name ${stringText(hidden)})`);

/** A declaration of parameters or locals: those with an identifier each by itself, others together. */
function declarations(word: string, types: readonly Valtype[], first: number, scope: PrintScope): string {
  const groups: string[] = [];
  let unnamed: Valtype[] = [];
  const flush = (): void => {
    if (unnamed.length > 0) groups.push(scope.list(word, unnamed));
    unnamed = [];
  };
  types.forEach((type, index) => {
    const identifier = scope.localIdentifier(first + index);
    if (identifier === undefined) {
      unnamed.push(type);
      return;
    }
    flush();
    groups.push(`(${words(word, identifier.text, hiddenName(identifier), scope.valtype(type))})`);
  });
  flush();
  return groups.join(' ');
}

/** `func` with its identifier, type, parameters and results, without parentheses. */
export function headText(scope: PrintScope, funcidx: number): string {
  const typeidx = scope.module.funcs[funcidx] ?? 0;
  const type = scope.functype(typeidx);
  const identifier = scope.identifier('functions', funcidx);
  return words(
    'func',
    identifier === undefined ? '' : words(identifier.text, hiddenName(identifier)),
    `(;${funcidx};)`,
    `(type ${scope.item('types', typeidx)})`,
    declarations('param', type?.params ?? [], 0, scope),
    scope.list('result', type?.results),
  );
}

/** The locals behind `params` parameters, empty for none; WASM9001 when there are more than the limit. */
export function localsText(
  module: Module,
  scope: PrintScope,
  locals: readonly Locals[],
  params: number,
  offset: number,
): string {
  const total = locals.reduce((sum, { count }) => sum + count, params);
  checkLimit(module.limits, 'locals', total, offset);
  const types = locals.flatMap(({ count, type }) => new Array<Valtype>(count).fill(type));
  return declarations('local', types, params, scope);
}
