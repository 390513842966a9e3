import type { InstructionSyntax } from '@wasm-checkpoint/wasm';
import { statements } from './statements.js';
import { leaf, value } from './values.js';
import { type BodyWriter, FUEL } from './writer.js';

/**
 * Writes one function's body: values of a wanted type and statements, at random, that end because loops and calls cost fuel.
 *
 * `fuel` is what the function sets the fuel to, where it is the exported one.
 */
export function writeBody(w: BodyWriter, fuel: number | undefined): readonly InstructionSyntax[] {
  if (fuel !== undefined) {
    w.emit('i32.const', fuel);
    w.emit('global.set', FUEL);
  }
  w.burn();
  w.emit('if', { kind: 'empty' });
  for (const type of w.type.results) leaf(w, type);
  w.emit('return');
  w.emit('end');
  statements(w, w.random.integer(3, 8));
  for (const type of w.type.results) value(w, type, 1);
  w.emit('end');
  return w.out;
}
