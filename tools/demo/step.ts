/** One part of the demo. */
export interface Step {
  readonly title: string;
  /** Does it, and says what is seen, a line at a time. */
  run(say: (line: string) => void): void | Promise<void>;
}
