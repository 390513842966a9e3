import { Diagnostic } from '@wasm-checkpoint/bytes';
import { readLocals } from '../decode/code.js';
import { readInstruction } from '../decode/immediates.js';
import { type Module, type OpenOptions, openModule } from '../decode/module.js';
import { Nesting } from '../decode/nesting.js';
import { diagnostic } from '../diagnostics.js';
import { requireOpcodeFeature } from '../features.js';
import { inFunction } from './body.js';

/** Reads one body by the grammar alone: locals, then instructions, blocks balanced, up to the body's end. */
function readBody(module: Module, funcidx: number): void {
  const { start, end } = module.body(funcidx);
  const reader = module.reader(start, end);
  const { scope } = module;
  readLocals(reader, scope);
  for (const nesting = new Nesting(); !nesting.closed; ) {
    const { opcode, offset } = readInstruction(reader, scope);
    requireOpcodeFeature(scope.features, opcode, offset);
    // clause: binary-datacountsec
    if (module.dataCount === undefined && opcode.immediates.includes('dataidx')) {
      throw diagnostic('WASM1017', { instruction: opcode.name }, { offset });
    }
    nesting.add(opcode, offset);
  }
  if (!reader.atEnd) throw diagnostic('WASM1011', { left: reader.remaining }, { offset: reader.offset });
}

/** The first fault of grammar in a module that is already known to be invalid, if there is one. */
export function checkSyntax(bytes: Uint8Array, options?: OpenOptions): Diagnostic | undefined {
  try {
    // Type indices beyond the type section are a matter of validity, not of grammar.
    const module = openModule(bytes, { ...options, unboundedTypes: true });
    void module.exports;
    void module.elements;
    void module.data;
    for (let index = 0; index < module.bodyCount; index++) {
      const funcidx = module.imported.func + index;
      inFunction(funcidx, () => readBody(module, funcidx));
    }
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return fault.phase === 'malformed' ? fault : undefined;
  }
}
