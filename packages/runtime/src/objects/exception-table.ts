import type { Engine, EngineInstance, EngineModule, EngineTable } from '../engine.js';
import type { Tape } from '../tape/tape.js';
import { exceptionTableImports, exceptionTableModule } from './exception-module.js';

const compiled = new WeakMap<Engine, EngineModule>();

/** The functions that move references to exceptions between a table of an instance and the tape. */
export function exceptionTable(engine: Engine, tape: Tape, table: EngineTable): EngineInstance {
  let module = compiled.get(engine);
  if (module === undefined) {
    module = engine.compile(exceptionTableModule());
    compiled.set(engine, module);
  }
  return engine.instantiate(
    module,
    exceptionTableImports.map((name) => (name === 'table' ? table : tape.import(name))),
  );
}
