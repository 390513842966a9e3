import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { customSections, type ExportSyntax, openModule, Reencoder, type SectionContents } from '@wasm-checkpoint/wasm';
import { Instrumenter } from './encode-instrumenter.js';

const reencode = (bytes: Uint8Array): Uint8Array => new Reencoder(openModule(bytes)).encode().bytes;

describe('custom sections whose offsets we cannot map', () => {
  const customs = [
    '.debug_info',
    'reloc.CODE',
    'linking',
    'external_debug_info',
    'sourceMappingURL',
    'target_features',
    'mine',
  ];
  const text = `(module (func $f call $f) ${customs.map((name) => `(@custom "${name}" "abc")`).join(' ')})`;
  const left = (bytes: Uint8Array): string[] =>
    customs.filter((name) => customSections(openModule(bytes), name).length > 0);

  test('are kept with the code that they speak of', async () => {
    const module = openModule(await parse(text));
    expect(left(new Reencoder(module).encode().bytes)).toEqual(customs);
    class Exporter extends Reencoder {
      override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
        return [...exports, { name: 'f', kind: 'func', index: 0 }];
      }
    }
    const { bytes, dropped } = new Exporter(module).encode();
    expect(left(bytes)).toEqual(['.debug_info', 'external_debug_info', 'sourceMappingURL', 'target_features', 'mine']);
    expect(dropped.map(({ name }) => name)).toEqual(['reloc.CODE', 'linking']);
  });

  test('are dropped and reported when it changes', async () => {
    const module = openModule(await parse(text));
    const { bytes, dropped } = new Instrumenter(module).encode();
    expect(left(bytes)).toEqual(['sourceMappingURL', 'target_features', 'mine']);
    expect(dropped.map(({ name, offset }) => [name, offset])).toEqual(
      module.sections.flatMap(({ custom, offset }) =>
        custom !== undefined && dropped.some(({ name }) => name === custom.name) ? [[custom.name, offset]] : [],
      ),
    );
    expect(dropped[0]?.reason).toBe('it holds offsets into code that changed');
  });

  test('broken names and code metadata are reported too', async () => {
    const bytes = await parse(
      '(module (@custom "name" "\\2a\\00\\01\\05\\01\\00\\01\\ff\\00") (@custom "metadata.code.branch_hint" "\\ff") (func))',
    );
    const { dropped } = new Instrumenter(openModule(bytes)).encode();
    expect(dropped.map(({ name, reason }) => [name, reason])).toEqual([
      ['name', 'its subsection 42 is unknown'],
      ['name', 'read in part: malformed UTF-8 encoding'],
      ['metadata.code.branch_hint', 'it cannot be read: unexpected end: 1 more bytes needed'],
    ]);
    expect(reencode(bytes)).toEqual(bytes);
  });

  test('a re-encoder may rewrite, leave out and add custom sections', async () => {
    class Customiser extends Reencoder {
      override custom(name: string, contents: Uint8Array): Uint8Array | undefined {
        return name === 'a' ? Uint8Array.of(...contents, 7) : name === 'b' ? undefined : contents;
      }
      override addedCustoms(): readonly SectionContents['custom'][] {
        return [{ name: 'd', bytes: Uint8Array.of(1) }];
      }
    }
    const module = openModule(await parse('(module (@custom "a" "\\05") (@custom "b" "") (@custom "c" "x"))'));
    const expected = await parse('(module (@custom "a" "\\05\\07") (@custom "c" "x") (@custom "d" "\\01"))');
    expect(new Customiser(module).encode().bytes).toEqual(expected);
  });
});
