import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type ChangedFiles,
  decodeWasiState,
  encodeWasiState,
  type Grant,
  WasiHost,
  type WasiState,
} from '@wasm-checkpoint/cli';
import { Caller } from './caller.js';

/** A host and a program that calls it. */
export interface Made {
  readonly host: WasiHost;
  readonly caller: Caller;
}

/** How a host is restored, where it is not as usual. */
export interface Again {
  readonly changed?: ChangedFiles;
  readonly directories?: readonly Grant[];
  readonly environment?: readonly string[];
}

const sleeping = new Int32Array(new SharedArrayBuffer(4));

/** Hosts over an empty folder for each test, which programs know as /data. */
export class Hosts {
  folder = '';
  /** Whether captures are wanted. */
  wanted = false;
  readonly #hosts: WasiHost[] = [];
  readonly alarm = {
    wait: (milliseconds: number): boolean => {
      if (!this.wanted) Atomics.wait(sleeping, 0, 0, milliseconds);
      return this.wanted;
    },
  };

  constructor() {
    beforeEach(() => {
      this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'ckpt-test-')));
      this.wanted = false;
    });
    afterEach(() => {
      for (const host of this.#hosts.splice(0)) host.close();
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  readonly at = (...names: string[]): string => join(this.folder, ...names);
  readonly text = (...names: string[]): string => readFileSync(this.at(...names), 'utf8');

  readonly #use = (host: WasiHost): Made => {
    this.#hosts.push(host);
    return { host, caller: new Caller(host) };
  };

  /** The host of a program that starts. */
  readonly start = (directories: readonly Grant[] = [{ name: '/data', hostPath: this.folder }]): Made =>
    this.#use(
      WasiHost.start({
        arguments: ['program', 'argument'],
        environment: ['TOKEN=secret'],
        directories,
        alarm: this.alarm,
      }),
    );

  /** A host made from what another one says of itself, through the bytes of the payload. */
  readonly again = (state: WasiState, options: Again = {}): Made =>
    this.#use(
      WasiHost.restore(decodeWasiState(encodeWasiState(state)), {
        directories: [{ name: '/data', hostPath: this.folder }],
        environment: [],
        changed: 'refuse',
        alarm: this.alarm,
        ...options,
      }),
    );

  /** Restoring must fail; gives the diagnostic. */
  readonly refusal = (state: WasiState, options: Again = {}): Diagnostic => {
    try {
      this.again(state, options);
    } catch (error) {
      if (error instanceof Diagnostic) return error;
      throw error;
    }
    throw new Error('it was restored');
  };
}
