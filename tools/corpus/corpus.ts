import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseRow, folderOf, type Images, type Manifests, readManifests, rowsOf } from './manifest.js';

/** A case with its files. */
export interface Case {
  readonly row: CaseRow;
  readonly checkpoint: Uint8Array;
  /** By moduleidx; undefined where a module is not given. */
  readonly modules: readonly (Uint8Array | undefined)[];
  /** A host manifest as JSON. */
  readonly host?: unknown;
  readonly updates: readonly { readonly module: number; readonly bytes: Uint8Array; readonly images: Images }[];
}

/** Reads the files that validators are given. */
export function readCorpus(manifests: Manifests = readManifests()): readonly Case[] {
  const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(join(manifests.folder, path)));
  const modules = new Map(manifests.modules.map(({ name }) => [name, bytes(`modules/${name}.wasm`)]));
  const moduleOf = (name: string): Uint8Array => {
    const found = modules.get(name);
    if (found === undefined) throw new Error(`there is no module ${name}`);
    return found;
  };
  return rowsOf(manifests).map((row) => {
    const file = (name: string): Uint8Array => bytes(join('cases', folderOf(row), name));
    const { host } = row;
    return {
      row,
      checkpoint: file(row.checkpoint),
      modules: row.modules.map((name) => (name === null ? undefined : moduleOf(name))),
      ...(host === undefined ? {} : { host: JSON.parse(Buffer.from(file(host)).toString('utf8')) as unknown }),
      updates: (row.updates ?? []).map(({ module, images, ...update }) => ({
        ...{ module, images },
        bytes: moduleOf(update.with),
      })),
    };
  });
}
