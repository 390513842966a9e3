import { writeFileSync } from 'node:fs';
import wabt from 'wabt';

const imports = `
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))`;

/** Prints the byte that it is given and a line feed. */
const print = `
  (func $print (param $byte i32)
    (i32.store8 (i32.const 100) (local.get $byte))
    (i32.store8 (i32.const 101) (i32.const 10))
    (i32.store (i32.const 0) (i32.const 100))
    (i32.store (i32.const 4) (i32.const 2))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))`;

const sources = {
  // Says a, sleeps for as many milliseconds as the constant says, says b.
  sleeper: `
    (func $sleep (param $milliseconds i64)
      (i64.store (i32.const 200) (i64.const 7))
      (i32.store8 (i32.const 208) (i32.const 0))
      (i32.store (i32.const 216) (i32.const 1))
      (i64.store (i32.const 224) (i64.mul (local.get $milliseconds) (i64.const 1000000)))
      (i64.store (i32.const 232) (i64.const 0))
      (i64.store (i32.const 240) (i64.const 0))
      (drop (call $poll (i32.const 200) (i32.const 300) (i32.const 1) (i32.const 400))))
    (func (export "_start")
      (call $print (i32.const 97))
      (call $sleep (i64.const 4000))
      (call $print (i32.add (i32.const 97) (i32.load (i32.const 400)))))`,
  // Says a, waits for a byte of input, says that byte.
  reader: `
    (func (export "_start")
      (call $print (i32.const 97))
      (i32.store (i32.const 0) (i32.const 200))
      (i32.store (i32.const 4) (i32.const 1))
      (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
      (call $print (i32.add (i32.load8_u (i32.const 200)) (i32.sub (i32.load (i32.const 8)) (i32.const 1)))))`,
  // Ends two calls deep.
  exiter: `
    (func $inner (call $exit (i32.const 42)) (call $print (i32.const 97)))
    (func (export "_start") (call $inner) (call $print (i32.const 98)))`,
  // Traps two calls deep.
  trapper: `
    (func $inner (call $print (i32.const 97)) unreachable)
    (func $outer (call $inner))
    (func (export "_start") (call $outer))`,
  // Counts in its start function and again in _start.
  starter: `
    (global $count (mut i32) (i32.const 97))
    (func $work (param $rounds i32)
      (loop $again
        (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
        (br_if $again (local.get $rounds))))
    (func $say
      (call $work (i32.const 300000000))
      (call $print (global.get $count))
      (global.set $count (i32.add (global.get $count) (i32.const 1))))
    (func $begin (call $say) (call $say))
    (start $begin)
    (func (export "_start") (call $say) (call $say))`,
  // No command.
  reactor: `(func (export "run"))`,
} as const;

export type HandMade = keyof typeof sources;

/** Writes the module of a program written by hand. */
export async function writeHandMade(name: HandMade, path: string): Promise<void> {
  const { parseWat } = await wabt();
  const text = `(module ${imports} (memory (export "memory") 1) ${print} ${sources[name]})`;
  const module = parseWat(`${name}.wat`, text, { exceptions: true });
  writeFileSync(path, module.toBinary({ write_debug_names: true }).buffer);
  module.destroy();
}
