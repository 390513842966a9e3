import { engineNames, scriptEngine } from './engines.js';

test('the Node that runs this is an engine', () => {
  const engine = scriptEngine('node');
  expect(engine.program).toBe(process.execPath);
  expect(engine.version).toContain(process.versions.v8);
});

test('an unknown engine is refused with those there are', () => {
  expect(() => scriptEngine('emacs')).toThrow('no engine emacs; there are node, node-24, bun');
  expect(engineNames).toEqual(['node', 'node-24', 'bun']);
});
