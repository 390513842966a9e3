import { type Check, type Fault, isCode, matches, readJson } from '../check.js';

interface BiomeConfig {
  readonly linter?: { readonly enabled?: boolean; readonly rules?: Readonly<Record<string, unknown>> };
  readonly formatter?: { readonly enabled?: boolean };
}

interface CompilerConfig {
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

/** Lint rules that must be errors, by group. */
const lintRules = [
  ['suspicious', 'noExplicitAny'],
  ['style', 'noNonNullAssertion'],
] as const;

const compilerOptions = ['strict', 'noUncheckedIndexedAccess', 'exactOptionalPropertyTypes'] as const;

/** Ways around the rules, written so that this file does not match itself. */
const waysAround = new RegExp(['biome-ignore', '@ts-ignore', '@ts-nocheck', '@ts-expect-error'].join('(?=\\b)|'), 'g');
const reasoned = /biome-ignore [\w/]+: \S+/;
const ownFile = 'tools/tidy/checks/lint-rules.ts';

function checkConfigs(tree: Parameters<Check['run']>[0]): Fault[] {
  const faults: Fault[] = [];
  const biome = readJson<BiomeConfig>(tree, 'biome.json');
  const fault = (file: string, text: string): void => void faults.push({ file, line: 0, text });
  if (biome.linter?.enabled === false || biome.formatter?.enabled === false)
    fault('biome.json', 'linter or formatter is off');
  for (const [group, rule] of lintRules) {
    const rules = biome.linter?.rules?.[group] as Readonly<Record<string, unknown>> | undefined;
    if (rules?.[rule] !== 'error') fault('biome.json', `${group}/${rule} is not an error`);
  }
  const base = readJson<CompilerConfig>(tree, 'tsconfig.base.json');
  for (const option of compilerOptions) {
    if (base.compilerOptions?.[option] !== true) fault('tsconfig.base.json', `${option} is not on`);
  }
  for (const file of tree.files.filter(
    (path) => /(^|\/)tsconfig[\w.]*\.json$/.test(path) && path !== 'tsconfig.base.json',
  )) {
    for (const option of compilerOptions) {
      if (readJson<CompilerConfig>(tree, file).compilerOptions?.[option] === false)
        fault(file, `${option} is turned off`);
    }
  }
  return faults;
}

/** Biome and the compiler enforce the rules; this sees that they stay on, and that nothing goes around them in silence. */
export const lintRulesStayOn: Check = {
  name: 'lint-rules',
  help: 'no any, no non-null assertion: the rules are on, and each way around them has its reason',
  run(tree) {
    const faults = checkConfigs(tree);
    for (const file of tree.files.filter((path) => isCode(path) && path !== ownFile)) {
      const lines = tree.read(file).split('\n');
      for (const { line, match } of matches(tree.read(file), waysAround)) {
        const allowed = match[0] === 'biome-ignore' && reasoned.test(lines[line - 1] ?? '');
        if (!allowed) faults.push({ file, line, text: `${match[0]} without a reason` });
      }
    }
    return faults;
  },
};
