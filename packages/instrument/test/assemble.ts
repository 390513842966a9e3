import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** The bytes of a module from its text. */
export const assemble = async (text: string): Promise<Uint8Array> => Uint8Array.from(await parse(text));
