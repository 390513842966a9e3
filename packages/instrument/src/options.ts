/** What makes a loop header unwind; spec/appendix/instrumentation.md, State. */
export type Poll = 'none' | 'request' | 'fuel' | 'memory';

/** Which functions poll at their first instruction: one of each circle of calls, or all; and always those that tail calls may lead in a circle. */
export type Entries = 'none' | 'recursive' | 'all';

/** How a module is instrumented; the same options must be given wherever its frames are read or resumed. */
export interface InstrumentOptions {
  /** 'request' by default. */
  readonly poll?: Poll;
  /** 'recursive' by default. */
  readonly entries?: Entries;
  /** With fuel: checks behind calls count too, so that every safepoint can be stopped at. False by default. */
  readonly calls?: boolean;
}

/** Options with their defaults filled in. */
export type InstrumentSettings = Readonly<Required<InstrumentOptions>>;

export const settingsOf = (options: InstrumentOptions): InstrumentSettings => ({
  poll: options.poll ?? 'request',
  entries: options.entries ?? 'recursive',
  calls: options.calls ?? false,
});
