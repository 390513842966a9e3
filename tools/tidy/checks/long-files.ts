import { type Check, type Fault, isCode, readJson } from '../check.js';

/** Lines that a file may have without a reason. */
const longest = 300;
const listPath = 'tools/tidy/long-files.json';

const countLines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export const longFiles: Check = {
  name: 'long-files',
  help: `no file of code has more than ${longest} lines without a reason in ${listPath}`,
  run(tree) {
    const reasons = new Map(Object.entries(readJson<Record<string, string>>(tree, listPath)));
    const faults: Fault[] = [];
    for (const file of tree.files.filter(isCode)) {
      const lines = countLines(tree.read(file));
      const reason = reasons.get(file);
      reasons.delete(file);
      if (lines > longest && (reason ?? '').trim() === '') {
        faults.push({
          file,
          line: longest + 1,
          text: `has ${lines} lines; split it, or give the reason in ${listPath}`,
        });
      } else if (lines <= longest && reason !== undefined) {
        faults.push({ file: listPath, line: 0, text: `${file} has only ${lines} lines; remove the entry` });
      }
    }
    for (const file of reasons.keys()) faults.push({ file: listPath, line: 0, text: `${file} does not exist` });
    return faults;
  },
};
