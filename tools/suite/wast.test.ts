import { ScriptError } from './sexpr.js';
import { type Command, type ModuleSource, splitWast } from './wast.js';

const show = (source: ModuleSource): string =>
  source.kind === 'text' ? source.text : `${source.kind}:${Buffer.from(source.bytes).toString('latin1')}`;

const describeCommand = (command: Command): string => {
  if (command.kind === 'other') return `${command.line} ${command.name}`;
  const name = command.kind === 'module' ? (command.definition ? 'definition' : 'module') : command.name;
  return `${command.line} ${name} ${show(command.source)}${command.kind === 'assertion' ? ` # ${command.message}` : ''}`;
};

describe('splitWast', () => {
  test.each<[string, string, string[]]>([
    ['a module', '(module (func))', ['1 module (module (func))']],
    ['a module with a name', '\n(module $m)', ['2 module (module $m)']],
    ['modules with annotations', '((@a) module (@b) $m (func))', ['1 module ((@a) module (@b) $m (func))']],
    ['a binary', '(module $m binary "a" "\\62" ;; x\n "c")', ['1 module binary:abc']],
    ['an empty binary', '(module binary)', ['1 module binary:']],
    ['a quote', '(module quote "(func)" " (x")', ['1 module quote:(func) (x']],
    ['a definition', '(module definition $m (func))', ['1 definition (module $m (func))']],
    ['a definition without a name', '(module definition (func))', ['1 definition (module (func))']],
    ['a binary definition', '(module definition $m binary "a")', ['1 definition binary:a']],
    ['an instance', '(module instance $a $m)', ['1 module instance']],
    ['bare fields', '(func) (memory 0) ;; x\n(func $f)', ['1 module (func) (memory 0) ;; x\n(func $f)']],
    ['an invalid module', '(assert_invalid (module (func)) "why")', ['1 assert_invalid (module (func)) # why']],
    ['a malformed quote', '(assert_malformed (module quote "x") "why")', ['1 assert_malformed quote:x # why']],
    ['a malformed binary', '(assert_malformed (module binary "x") "why")', ['1 assert_malformed binary:x # why']],
    [
      'a faulty annotation',
      '(assert_malformed_custom (module quote "x") "w")',
      ['1 assert_malformed_custom quote:x # w'],
    ],
    ['a module that does not link', '(assert_unlinkable (module) "why")', ['1 assert_unlinkable (module) # why']],
    ['a module that traps', '(assert_trap (module (start 0)) "why")', ['1 assert_trap (module (start 0)) # why']],
    ['an instance that traps', '(assert_trap (module instance $a $m) "why")', ['1 assert_trap']],
    ['an action that traps', '(assert_trap (invoke "f") "why")', ['1 assert_trap']],
    [
      'actions',
      '(register "a") (invoke "f")\n(assert_return (get "x"))',
      ['1 register', '1 invoke', '2 assert_return'],
    ],
    [
      'threads',
      '(thread $t (shared (module $m))\n (module (func))\n (invoke "f"))\n(wait $t)',
      ['1 thread', '2 module (module (func))', '3 invoke', '4 wait'],
    ],
  ])('%s', (_, source, expected) => {
    expect(splitWast(source).map(describeCommand)).toEqual(expected);
  });

  test.each([
    ['a word at the top', 'x', 1],
    ['a form without a head', '(module)\n()', 2],
    ['a binary that is not of strings', '(module binary x)', 1],
    ['an unknown escape', '\n(module binary "\\x")', 2],
  ])('%s is an error with its line', (_, source, line) => {
    let caught: unknown;
    try {
      splitWast(source);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ScriptError);
    expect(caught).toMatchObject({ line });
  });
});
