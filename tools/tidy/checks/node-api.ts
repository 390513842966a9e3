import { builtinModules } from 'node:module';
import { type Check, corePackages, type Fault, isCode, matches } from '../check.js';

/** Commands of a core package, which run on Node alone. */
const isCommand = (path: string): boolean => /^packages\/[\w-]+\/src\/cli(\/|\.ts$)/.test(path);

const isCoreSource = (path: string): boolean =>
  isCode(path) && corePackages.some((name) => path.startsWith(`packages/${name}/src/`)) && !isCommand(path);

const imported = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;
const globals = /(?<![\w$.'"`-])(process|Buffer|require|__dirname|__filename|setImmediate|clearImmediate)\s*(?=[.([])/g;

/** Comments, which may speak of Node, as blanks; lines stay where they are. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));

/** The compiler refuses most of this too, as these packages have no Node types; this also sees what is declared by hand. */
export const nodeApi: Check = {
  name: 'node-api',
  help: 'core packages use no API of Node',
  run(tree) {
    const faults: Fault[] = [];
    for (const file of tree.files.filter(isCoreSource)) {
      const text = withoutComments(tree.read(file));
      for (const { line, match } of matches(text, imported)) {
        const name = match[2] ?? '';
        if (name.startsWith('node:') || builtinModules.includes(name))
          faults.push({ file, line, text: `imports ${name}` });
      }
      for (const { line, match } of matches(text, globals))
        faults.push({ file, line, text: `uses ${match[1]} of Node` });
    }
    return faults;
  },
};
