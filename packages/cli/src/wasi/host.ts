import type { Fd } from '@bjorn3/browser_wasi_shim';
import { fault } from '@wasm-checkpoint/format';
import { ProgramClocks } from './clocks.js';
import { OpenHostDirectory, preopenState } from './directory.js';
import { type Grant, realDirectory } from './grants.js';
import { type ImportsOptions, WasiImports } from './imports.js';
import { OpenFd, Undescribed } from './open-object.js';
import type { Alarm } from './poll.js';
import { type ChangedFiles, Restoration } from './restoration.js';
import type { Descriptor, WasiState } from './state.js';
import { OutputStream, standardInput, streamState } from './streams.js';

interface HostOptions {
  readonly directories: readonly Grant[];
  readonly alarm: Alarm;
}

export interface StartOptions extends HostOptions {
  readonly arguments: readonly string[];
  /** `NAME=value`. */
  readonly environment: readonly string[];
}

export interface RestoreOptions extends HostOptions {
  /** In place of an environment that the checkpoint leaves out. */
  readonly environment: readonly string[];
  readonly changed: ChangedFiles;
}

/** A host of WASI preview 1 on Node whose whole state can be written down and rebuilt; spec/wasi.md. */
export class WasiHost {
  readonly imports: WasiImports;
  readonly #options: ImportsOptions;
  /** False where the environment was left out of the checkpoint that this host was made from. */
  readonly #ownEnvironment: boolean;

  private constructor(options: ImportsOptions, ownEnvironment: boolean) {
    this.#options = options;
    this.#ownEnvironment = ownEnvironment;
    this.imports = new WasiImports(options);
  }

  /** The names of the functions that it offers. */
  static readonly functionNames: readonly string[] = Object.keys(
    new WasiImports({
      arguments: [],
      environment: [],
      fds: [],
      clocks: new ProgramClocks(),
      alarm: { wait: () => false },
    }).functions,
  );

  /** The host of a program that starts: standard streams, then one fd for each directory, from 3 on. */
  static start({ arguments: args, environment, directories, alarm }: StartOptions): WasiHost {
    const fds: Fd[] = [
      standardInput(streamState(0), { kind: 'input', ahead: new Uint8Array(0) }),
      new OutputStream(1, streamState(1)),
      new OutputStream(2, streamState(2)),
      ...directories.map((grant) => {
        const place = { directory: grant.name, path: '', hostPath: realDirectory(grant) };
        return new OpenHostDirectory(place, preopenState, true);
      }),
    ];
    return new WasiHost({ arguments: args, environment, fds, clocks: new ProgramClocks(), alarm }, true);
  }

  /** The host of a program that goes on; throws CKPT3201 to CKPT3203 and leaves nothing open. */
  static restore(state: WasiState, { directories, environment, changed, alarm }: RestoreOptions): WasiHost {
    const fds = new Restoration(state, directories, changed).open();
    const clocks = new ProgramClocks(state.clocks);
    const options = { arguments: state.arguments, environment: state.environment ?? environment, fds, clocks, alarm };
    return new WasiHost({ ...options, owed: state.owed }, state.environment !== undefined);
  }

  /** What a checkpoint says of this host; throws CKPT4201 for an fd that cannot be described. */
  state(options: { readonly environment: boolean } = { environment: true }): WasiState {
    const directories: string[] = [];
    const directoryOf = (name: string): number => {
      if (!directories.includes(name)) directories.push(name);
      return directories.indexOf(name);
    };
    const descriptors = this.imports.fds.flatMap((open, fd): Descriptor[] =>
      open instanceof OpenFd ? [describe(open, fd, directoryOf)] : [],
    );
    const withEnvironment = options.environment && this.#ownEnvironment;
    const { owed } = this.imports;
    return {
      arguments: this.#options.arguments,
      ...(withEnvironment ? { environment: this.#options.environment } : {}),
      directories,
      descriptors,
      clocks: this.#options.clocks.readings(),
      ...(owed === undefined ? {} : { owed }),
    };
  }

  /** Closes what is open, but for the standard streams. */
  close(): void {
    for (const [fd, open] of this.imports.fds.entries()) {
      open?.fd_close();
      this.imports.fds[fd] = undefined;
    }
  }
}

function describe(open: OpenFd, fd: number, directoryOf: (name: string) => number): Descriptor {
  const { base, inheriting, flags } = open;
  try {
    return { fd, base, inheriting, flags, object: open.describe(directoryOf) };
  } catch (error) {
    if (!(error instanceof Undescribed)) throw error;
    throw fault('CKPT4201', { fd, reason: error.message }, 0); // clause: wasi-capture-refuse
  }
}
