import { Diagnostic } from '@wasm-checkpoint/bytes';

/** A fault of a file that was named on the command line. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly file: string;
  readonly fault: Diagnostic;

  constructor(file: string, fault: Diagnostic) {
    super(`${file}: ${fault.message}`);
    this.file = file;
    this.fault = fault;
  }
}

/** What `work` gives; its diagnostics are those of the file `path`. */
export function inFile<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Diagnostic ? new FileFault(path, error) : error;
  }
}
