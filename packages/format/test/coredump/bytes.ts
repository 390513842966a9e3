import { Diagnostic } from '@wasm-checkpoint/bytes';
import { importCoreDump } from '@wasm-checkpoint/format';

const text = new TextEncoder();

export const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
export const section = (id: number, contents: readonly number[]): number[] => [id, contents.length, ...contents];
export const custom = (name: string, contents: readonly number[]): number[] =>
  section(0, [name.length, ...text.encode(name), ...contents]);
export const core = custom('core', [0, 1, 0x78]);
/** A core dump of these sections behind a `core`. */
export const dumpOf = (...sections: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...header, ...core, ...sections.flat()]);

/** The code with which the importer refuses the bytes; what is no diagnostic is thrown on. */
export const codeOf = (bytes: Uint8Array, limits = {}): string | undefined => {
  try {
    importCoreDump(bytes, { limits });
    return undefined;
  } catch (error) {
    if (error instanceof Diagnostic) return error.code;
    throw error;
  }
};
