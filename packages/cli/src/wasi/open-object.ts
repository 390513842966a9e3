import { Fd, wasi } from '@bjorn3/browser_wasi_shim';
import { ALL_RIGHTS, type OpenObject } from './state.js';

/** What the host knows of an fd whatever it is open on. */
export interface FdState {
  readonly base: bigint;
  readonly inheriting: bigint;
  readonly flags: number;
}

/** Why an open object cannot be described. */
export class Undescribed extends Error {
  override readonly name = 'Undescribed';
}

/** An fd with rights and flags, whose state can be read and rebuilt. */
export abstract class OpenFd extends Fd {
  base: bigint;
  inheriting: bigint;
  flags: number;

  constructor({ base, inheriting, flags }: FdState) {
    super();
    this.base = base;
    this.inheriting = inheriting;
    this.flags = flags;
  }

  /** The filetype of WASI. */
  abstract filetype(): number;

  /** What a checkpoint says of it; throws `Undescribed`. `directoryOf` gives the index of a preopened directory. */
  abstract describe(directoryOf: (name: string) => number): OpenObject;

  override fd_fdstat_get(): { ret: number; fdstat: wasi.Fdstat } {
    const fdstat = new wasi.Fdstat(this.filetype(), this.flags);
    fdstat.fs_rights_base = this.base;
    fdstat.fs_rights_inherited = this.inheriting;
    return { ret: wasi.ERRNO_SUCCESS, fdstat };
  }

  /** Rights can be given up and never be taken back. */
  override fd_fdstat_set_rights(base: bigint, inheriting: bigint): number {
    const [newBase, newInheriting] = [BigInt.asUintN(64, base), BigInt.asUintN(64, inheriting)];
    if ((newBase & ~this.base) !== 0n || (newInheriting & ~this.inheriting) !== 0n) return wasi.ERRNO_NOTCAPABLE;
    this.base = newBase & ALL_RIGHTS;
    this.inheriting = newInheriting & ALL_RIGHTS;
    return wasi.ERRNO_SUCCESS;
  }

  /** Whether a right is missing. */
  protected lacks(right: bigint): boolean {
    return (this.base & right) === 0n;
  }
}
