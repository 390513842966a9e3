/** Whether the engine of these tests knows what a module needs. */
export const knows = (bytes: Uint8Array<ArrayBuffer>): boolean => WebAssembly.validate(bytes);
