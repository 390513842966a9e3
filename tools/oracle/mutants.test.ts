import { Diagnostic } from '@wasm-checkpoint/bytes';
import { encode, fromJSON } from '@wasm-checkpoint/format';
import { random } from '../fuzz/random.js';
import { situations } from './cases/index.js';
import { assembled, noHost, noImages } from './cases/situation.js';
import { type Json, mutate } from './json-mutation.js';
import { judge, judgeTwin } from './judge.js';

/** The file of a twin, or undefined where the reader of the format refuses it. */
function fileOf(json: Json): Uint8Array | undefined {
  try {
    return encode(fromJSON(json));
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}

describe('mutants of checkpoints by hand have a verdict, and their files the same one', () => {
  test.each(situations)(
    '$name',
    async ({ texts, assembler, twin, judgement = 'C', host = noHost, version, images }) => {
      const modules = await Promise.all(texts.map((text) => assembled(text, assembler)));
      const bytes = modules.map((module) => module.bytes);
      const update =
        version === undefined ? [] : [{ bytes: (await assembled(version)).bytes, images: images ?? noImages }];
      const options = { judgement, host, update };
      const choices = random(3);
      const text = JSON.stringify({ format: 'wasm-checkpoint', version: 1, ...twin(modules) });
      const failed = new Set<string>();
      for (let k = 0; k < 80; k++) {
        const json = JSON.parse(text) as Json;
        mutate(json, choices, 2);
        const verdict = judgeTwin(json, bytes, options);
        failed.add(verdict.accepted ? '' : verdict.judgement);
        const file = fileOf(json);
        if (file !== undefined) expect(judge(file, bytes, options)).toEqual(verdict);
      }
      expect(failed.size).toBeGreaterThan(1);
    },
  );
});
