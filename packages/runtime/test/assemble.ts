import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** The bytes of a module in the text format. */
export const assemble = async (text: string): Promise<Uint8Array<ArrayBuffer>> => Uint8Array.from(await parse(text));
