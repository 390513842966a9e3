import { ByteWriter, Diagnostic } from '@wasm-checkpoint/bytes';
import { allFeatures, type FeatureSet, type Module, openModule } from '@wasm-checkpoint/wasm';
import { realModules } from '../real/modules.js';
import { folderOf } from '../suite/folders.js';
import { suiteModules, suitePath } from '../suite/modules.js';

/** A module to try things on. */
export interface Sample {
  /** Where it comes from, for reports. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sections that a slice keeps: those that bodies refer to, by their ids. */
const declarations: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 13]);
const codeSection = 10;
const stub = Uint8Array.of(0x00, 0x00, 0x0b);

/**
 * A small module with one body of a large one: its declarations are kept, exports, segments and custom sections are left
 * out, and every other body is `unreachable`.
 */
export function sliceOf({ name, bytes }: Sample, module: Module, funcidx: number): Sample {
  const writer = new ByteWriter(1 << 14);
  writer.raw(bytes.subarray(0, 8));
  for (const { id, offset, end } of module.sections) {
    if (declarations.has(id)) writer.raw(bytes.subarray(offset, end));
    if (id !== codeSection) continue;
    writer.u8(id);
    writer.sized((contents) => {
      contents.u32(module.bodyCount);
      for (let index = 0; index < module.bodyCount; index++) {
        const range = module.body(module.imported.func + index);
        const kept = module.imported.func + index === funcidx;
        const body = kept ? bytes.subarray(range.start, range.end) : stub;
        contents.u32(body.length);
        contents.raw(body);
      }
    });
  }
  return { name: `${name}[${funcidx}]`, bytes: writer.finish() };
}

/** Slices of a large module: every `step`th of its functions, bodies of `smallest` to `largest` bytes. */
export function slices(sample: Sample, count: number, smallest = 16, largest = 4096): Sample[] {
  const module = openModule(sample.bytes);
  const first = module.imported.func;
  const fitting = Array.from({ length: module.bodyCount }, (_, index) => first + index).filter((funcidx) => {
    const { start, end } = module.body(funcidx);
    return end - start >= smallest && end - start <= largest;
  });
  const step = Math.max(1, Math.floor(fitting.length / count));
  return fitting.filter((_, index) => index % step === 0).map((funcidx) => sliceOf(sample, module, funcidx));
}

/** Modules of the suite that its scripts demand accepted, each once, up to a size; none without `WASM_TESTSUITE`. */
export async function validSuiteSamples(largest = Number.POSITIVE_INFINITY): Promise<Sample[]> {
  const path = suitePath();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  if (path === undefined) return samples;
  for await (const { file, line, bytes, expected } of suiteModules(path)) {
    const key = Buffer.from(bytes).toString('latin1');
    if (expected !== 'accepted' || bytes.length > largest || seen.has(key)) continue;
    seen.add(key);
    samples.push({ name: `${file}:${line}`, bytes });
  }
  return samples;
}

/** The features under which a suite sample is judged. */
export const featuresOfSample = ({ name }: Sample): FeatureSet => folderOf(name.replace(/:\d+$/, '')).features;

/** The real modules up to a size. */
export const realSamples = (largest: number): Sample[] =>
  realModules.map(({ name, bytes }) => ({ name, bytes: bytes() })).filter(({ bytes }) => bytes.length <= largest);

/** Opens a module, or gives undefined where its fault is found at once. */
export function opened(bytes: Uint8Array, features: FeatureSet = allFeatures): Module | undefined {
  try {
    return openModule(bytes, { features });
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}
