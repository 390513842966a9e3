/** What `ckpt` ends with: 0 done or accepted, 1 refused or different, 2 called wrongly or input and output failed. */
export type ExitCode = 0 | 1 | 2; // clause: emb-exit

/** A fault of usage or of input and output, told in one sentence; the command ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What an error says in one line, whatever was thrown. */
export function reasonOf(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error;
  return isError ? String(error.message) : String(error);
}
