import { I8, I16, type Valtype } from '@wasm-checkpoint/wasm';
import { EXCEPTIONS, type Survey } from '../analyse/survey.js';
import { carrierOf } from '../stubs/values.js';
import { type CellType, cellTypes } from '../tape/imports.js';

function mentionedTypes({ module, carriers }: Survey): readonly Valtype[] {
  return [
    ...module.globals.map((global) => global.type),
    // Without instructions on references, what is in a table is never a value.
    ...(carriers.size === 0 ? [] : module.tables.map((table) => table.element)),
    ...module.types.flatMap(({ composite }) => {
      if (composite.kind === 'func') return [...composite.params, ...composite.results];
      return (composite.kind === 'struct' ? composite.fields : [composite.field])
        .map(({ storage }) => storage)
        .filter((storage) => storage !== I8 && storage !== I16);
    }),
  ];
}

/** The cells that values of a module's locals and operands may need; rather one too many, since bodies are not typed for this. */
export function cellsOfModule(survey: Survey): readonly CellType[] {
  const { module } = survey;
  const found = new Set<string>(['i32', 'i64', ...survey.carriers]);
  for (const type of mentionedTypes(survey)) found.add(carrierOf(module, type));
  if (module.types.some(({ composite }) => composite.kind !== 'func')) found.add('any');
  if (survey.traits.some((traits) => (traits & EXCEPTIONS) !== 0)) found.add('exn');
  return cellTypes.filter((cell) => found.has(cell));
}
