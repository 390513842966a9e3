/** Traps in the words of the core specification; indirect calls that fail are one, since V8 tells no more. */
export type Trap =
  | 'unreachable'
  | 'integer divide by zero'
  | 'integer overflow'
  | 'invalid conversion to integer'
  | 'out of bounds memory access'
  | 'out of bounds table access'
  | 'out of bounds array access'
  | 'bad indirect call'
  | 'null reference'
  | 'cast failure'
  | 'unaligned atomic'
  | 'expected shared memory'
  | 'call stack exhausted';

/** What engines say. V8 and SpiderMonkey, then JavaScriptCore. */
const words: readonly (readonly [RegExp, Trap])[] = [
  [/^unreachable|unreachable executed|Unreachable code should not be executed/, 'unreachable'],
  [/divide by zero|remainder by zero|Division by zero|Divide by zero/i, 'integer divide by zero'],
  [/divide result unrepresentable|integer overflow/i, 'integer overflow'],
  [
    /unrepresentable in integer range|invalid conversion to integer|Out of bounds Trunc/i,
    'invalid conversion to integer',
  ],
  [
    /null function or function signature|signature mismatch|indirect call to null|call_indirect (?:to a null|to a signature)/i,
    'bad indirect call',
  ],
  [
    /table (?:index|access|entry) .*out of bounds|table index is out|out of bounds (?:call_indirect|table)/i,
    'out of bounds table access',
  ],
  [/element segment out of bounds/i, 'out of bounds table access'],
  [/array .*out of bounds|out of bounds array|array too large/i, 'out of bounds array access'],
  [
    /memory access out of bounds|data segment out of bounds|out of bounds memory|index out of bounds/i,
    'out of bounds memory access',
  ],
  [/null pointer|null reference|dereferenc|rethrowing null/i, 'null reference'],
  [/illegal cast|bad cast|ref\.cast|cast failure/i, 'cast failure'],
  [/unaligned/i, 'unaligned atomic'],
  [/expected shared memory|cannot be called in this context/i, 'expected shared memory'],
  [/call stack size exceeded|too much recursion|Stack overflow/i, 'call stack exhausted'],
];

/** The trap that an engine's error stands for, or undefined when it is no trap. */
export function trapText(error: unknown): Trap | undefined {
  if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) return undefined;
  return words.find(([pattern]) => pattern.test(error.message))?.[1];
}
