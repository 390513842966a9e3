import {
  type BodyEmitter,
  type BodySource,
  type ExportSyntax,
  type FunctionDefinition,
  I32,
  type ImportSyntax,
  instruction,
  Reencoder,
  type SectionContents,
  withTypes,
} from '@wasm-checkpoint/wasm';

const VOID = { final: true, supers: [], composite: { kind: 'func' as const, params: [], results: [] } };
const ZERO = [instruction('i32.const', 0), instruction('end')];

/** What an instrumenter does: new types, imports, globals, exports, functions, locals, and code before instructions. */
export class Instrumenter extends Reencoder {
  get #state(): number {
    return this.module.globals.length;
  }
  override funcidx(index: number): number {
    return index < this.module.imported.func ? index : index + 1;
  }
  override types(section: SectionContents['type']): SectionContents['type'] {
    return withTypes(section, [VOID]);
  }
  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    return [
      ...imports,
      { module: 'checkpoint', name: 'hit', type: { kind: 'func', typeidx: this.module.types.length } },
    ];
  }
  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return [...functions, { kind: 'new', typeidx: this.module.types.length, code: Uint8Array.of(0, 0x0b) }];
  }
  override globals(globals: SectionContents['global']): SectionContents['global'] {
    return [...globals, { type: { type: I32, mutable: true }, init: ZERO }];
  }
  override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    return [...exports, { name: 'checkpoint:state', kind: 'global', index: this.#state }];
  }
  override start(): undefined {
    return undefined;
  }
  override body(source: BodySource, emitter: BodyEmitter): void {
    const hit = this.module.imported.func;
    emitter.locals([...emitter.mapLocals(source.locals()), { count: 1, type: I32 }]);
    for (const old of source.instructions()) {
      const isCall = old.opcode.role === 'call';
      if (isCall) emitter.emit('nop');
      emitter.copy(old);
      if (isCall || old.opcode.rule === 'loop') {
        emitter.emit('global.get', this.#state);
        emitter.emit('if', { kind: 'empty' });
        emitter.emit('call', hit);
        emitter.emit('end');
      }
    }
  }
  override names(names: Parameters<Reencoder['names']>[0]): ReturnType<Reencoder['names']> {
    return { ...names, globals: new Map([...names.globals, [this.#state, 'state']]) };
  }
}
