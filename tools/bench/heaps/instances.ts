type Instantiate = typeof WebAssembly.instantiate;

/** What a memory looks like from outside. */
interface HasBuffer {
  readonly buffer: ArrayBuffer;
}

const isMemory = (value: unknown): value is HasBuffer => value instanceof WebAssembly.Memory;

/**
 * Runs a program that instantiates WebAssembly modules, and gives back the memories they import or export, grown as
 * they are at the end of the run, the largest first.
 */
export async function memoriesOf(program: () => Promise<void>): Promise<readonly Uint8Array[]> {
  const memories = new Set<HasBuffer>();
  const original: Instantiate = WebAssembly.instantiate;
  const note = (names: object): void => {
    for (const value of Object.values(names)) if (isMemory(value)) memories.add(value);
  };
  const watched = async (...parts: Parameters<Instantiate>): Promise<unknown> => {
    const result = (await original(...parts)) as unknown;
    const whole = result as WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource;
    note('instance' in whole ? whole.instance.exports : whole.exports);
    for (const names of Object.values(parts[1] ?? {})) note(names);
    return result;
  };
  Object.assign(WebAssembly, { instantiate: watched });
  try {
    await program();
  } finally {
    Object.assign(WebAssembly, { instantiate: original });
  }
  return [...memories].map(({ buffer }) => new Uint8Array(buffer)).sort((a, b) => b.length - a.length);
}
