import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the project: those that git tracks, and new ones that it does not ignore. */
export interface Tree {
  /** Paths relative to the root, with forward slashes, in order. */
  readonly files: readonly string[];
  /** A file's text; throws when it is not in the tree. */
  read(path: string): string;
}

/** The tree of the checkout at `root`. */
export function gitTree(root: string): Tree {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const files = [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true)
    .sort();
  const texts = new Map<string, string>();
  return {
    files,
    read(path) {
      const text = texts.get(path) ?? readFileSync(join(root, path), 'utf8');
      texts.set(path, text);
      return text;
    },
  };
}

/** A tree that exists only in memory. */
export function memoryTree(texts: Readonly<Record<string, string>>): Tree {
  return {
    files: Object.keys(texts).sort(),
    read(path) {
      const text = texts[path];
      if (text === undefined) throw new RangeError(`no file ${path}`);
      return text;
    },
  };
}
