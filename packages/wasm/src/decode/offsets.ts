import type { BodyRange } from '../syntax/module.js';

/** The body offset of a module offset: bytes from the first byte of the body's local declarations. */
export const bodyOffset = (range: BodyRange, moduleOffset: number): number => moduleOffset - range.start;

/** The module offset of a body offset. */
export const moduleOffset = (range: BodyRange, bodyOffset: number): number => range.start + bodyOffset;
