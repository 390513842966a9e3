export { instrument } from './instrument.js';
export type { Instrumented } from './instrumented.js';
export type { Caught, Mode, OperandSource, Point, PointRecord, SideModule, SiteKind, SiteLayout } from './layout.js';
export type { Entries, InstrumentOptions, InstrumentSettings, Poll } from './options.js';
export { type ReferenceCell, recorder } from './tape/recorder.js';
