import type { Module, OffsetMap } from '@wasm-checkpoint/wasm';
import type { Point, PointRecord, SideModule, SiteLayout } from './layout.js';
import type { InstrumentSettings } from './options.js';

/**
 * A module that was instrumented, and all that a host asks about it. Everything but the bytes is found again from the original module
 * and the options, so nothing needs to be stored with a checkpoint.
 */
export interface Instrumented {
  /** The original module. */
  readonly module: Module;
  readonly settings: InstrumentSettings;
  /** The bytes of the main module. */
  readonly bytes: Uint8Array;
  /** Names that the main module imports from `checkpoint`. */
  readonly tape: readonly string[];

  /** The index in the main module of a function of the original module, and back; undefined for functions that were added. */
  mainFuncidx(funcidx: number): number;
  originalFuncidx(funcidx: number): number | undefined;

  /** What was put at a site, in the order of the tape. */
  layout(funcidx: number, site: number): SiteLayout;
  /** The layouts of all sites of a function in the main module. */
  layouts(funcidx: number): readonly SiteLayout[];

  /** The cells of a point; throws WASM2034 where no instruction begins, CKPT4103 for a point that cannot be resumed. */
  record(point: Point): PointRecord;
  /** A side module with one continuation for each point, exported as '0', '1' and so on. */
  continuations(points: readonly Point[]): SideModule;
  /** Whether an exception thrown by the call at an offset meets a handler in the function. */
  catches(funcidx: number, offset: number): boolean;

  /** A side module that puts (`save`) and sets (`load`) all mutable globals, ascending; undefined when there are none. */
  accessors(): SideModule | undefined;

  /** Where the instructions of a function went. */
  offsets(funcidx: number): OffsetMap;
}
