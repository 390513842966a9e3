import {
  type BodyEmitter,
  type BodySource,
  type ExportSyntax,
  type GlobalSyntax,
  I32,
  type ImportSyntax,
  instruction,
  type Module,
  openModule,
  Reencoder,
  type SectionContents,
  withTypes,
} from '@wasm-checkpoint/wasm';

/** What a module with polls imports and exports besides. */
export const polls = { module: 'poll', import: 'unwind', request: 'poll:request' } as const;

/**
 * Puts a poll at every loop header and function entry: where a global is set, the host is called.
 *
 * That is what Asyncify needs to be able to stop a program anywhere: Asyncify itself only makes calls of imports unwind.
 */
class Polls extends Reencoder {
  readonly #typeidx: number;
  readonly #funcidx: number;
  readonly #globalidx: number;

  constructor(module: Module) {
    super(module);
    this.#typeidx = module.types.length;
    this.#funcidx = module.imported.func;
    this.#globalidx = module.globals.length;
  }

  override funcidx(index: number): number {
    return index < this.#funcidx ? index : index + 1;
  }
  override types(section: SectionContents['type']): SectionContents['type'] {
    return withTypes(section, [{ final: true, supers: [], composite: { kind: 'func', params: [], results: [] } }]);
  }
  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    const added: ImportSyntax = {
      module: polls.module,
      name: polls.import,
      type: { kind: 'func', typeidx: this.#typeidx },
    };
    return [...imports, added];
  }
  override globals(globals: readonly GlobalSyntax[]): readonly GlobalSyntax[] {
    const init = [instruction('i32.const', 0), instruction('end')];
    return [...globals, { type: { type: I32, mutable: true }, init }];
  }
  override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    return [...exports, { name: polls.request, kind: 'global', index: this.#globalidx }];
  }
  override body(source: BodySource, emitter: BodyEmitter): void {
    emitter.locals(emitter.mapLocals(source.locals()));
    this.#poll(emitter);
    for (const each of source.instructions()) {
      emitter.copy(each);
      if (each.opcode.name === 'loop') this.#poll(emitter);
    }
  }

  #poll(emitter: BodyEmitter): void {
    emitter.emit('global.get', this.#globalidx);
    emitter.emit('if', { kind: 'empty' });
    emitter.emit('call', this.#funcidx);
    emitter.emit('end');
  }
}

/** A module with polls at loop headers and function entries. */
export const withPolls = (bytes: Uint8Array): Uint8Array => new Polls(openModule(bytes)).encode().bytes;
