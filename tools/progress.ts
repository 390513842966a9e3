/** One line on a terminal that says how far a long run has come; silent in a pipe. */
export interface Progress {
  /** Replaces the line; drawn at most ten times a second. */
  show(text: string): void;
  /** Removes the line. */
  clear(): void;
}

export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let drawn = 0;
  return {
    show(text) {
      const now = performance.now();
      if (now - drawn < 100) return;
      drawn = now;
      stream.write(`\r\x1b[2K${text.slice(0, Math.max(10, (stream.columns || 80) - 1))}`);
    },
    clear() {
      if (drawn !== 0) stream.write('\r\x1b[2K');
      drawn = 0;
    },
  };
}
