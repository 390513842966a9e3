import { type Check, type Fault, matches } from '../check.js';

/** Hosts of package registries, written so that this file does not match itself. */
const registryHosts = new RegExp(
  [
    'registry\\.[a-z0-9-]+\\.[a-z]+',
    'npmjs\\.(?:org|com)',
    'npmmirror\\.com',
    '(?:static\\.)?crates\\.io',
    '(?:files\\.)?pythonhosted\\.org',
    'pypi\\.org',
    'proxy\\.golang\\.org',
    'repo\\d?\\.maven\\.[a-z.]+',
    'deb\\.debian\\.org',
  ]
    .map((host) => `\\b${host}\\b`)
    .join('|'),
  'g',
);

/** Absolute paths of one machine. */
const machinePaths = /(?<![\w.$}*/-])\/(?:work|root|home|Users|tmp|mnt|media)\/[\w.-]+/g;

/** Where packages were fetched from; a lock file needs only names, versions and hashes. */
const lockPlaces = /\b(?:tarball|resolved)\s*:|https?:\/\/\S+/g;
const isLockFile = (path: string): boolean =>
  /(^|\/)(pnpm-lock\.yaml|package-lock\.json|yarn\.lock|Cargo\.lock)$/.test(path);

/** A file that sends package managers to a registry of its own. */
const isRegistrySetting = (path: string): boolean => /(^|\/)\.(npmrc|yarnrc(\.yml)?)$/.test(path);

const ownFile = 'tools/tidy/checks/outside-places.ts';

export const outsidePlaces: Check = {
  name: 'outside-places',
  help: 'no registry host and no path of one machine stands in a file',
  run(tree) {
    const faults: Fault[] = [];
    for (const file of tree.files) {
      if (file === ownFile) continue;
      const text = tree.read(file);
      if (text.includes('\0')) continue;
      const search = (pattern: RegExp, what: string): void => {
        for (const { line, match } of matches(text, pattern)) faults.push({ file, line, text: `${what}: ${match[0]}` });
      };
      search(registryHosts, 'registry host');
      search(machinePaths, 'path of one machine');
      if (isLockFile(file)) search(lockPlaces, 'place of a package');
      if (isRegistrySetting(file)) search(/^.*registry.*$/gm, 'registry setting');
    }
    return faults;
  },
};
