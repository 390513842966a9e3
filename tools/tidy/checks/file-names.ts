import type { Check } from '../check.js';

/** Names that do not say what is inside. */
const empty = /^(utils?|helpers?|common|misc|shared|stuff)(\.|$)/i;

export const fileNames: Check = {
  name: 'file-names',
  help: 'files and folders are named after what is inside',
  run(tree) {
    return tree.files.flatMap((file) =>
      file
        .split('/')
        .filter((part) => empty.test(part))
        .map((part) => ({ file, line: 0, text: `${part} does not say what is inside` })),
    );
  },
};
