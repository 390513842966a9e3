import { type Checkpoint, decode, encode, fromJSONText, toJSONText } from '@wasm-checkpoint/format';
import { attempt, same } from '../attempt.js';
import { type Corpus, loadCorpus } from '../checkpoints.js';
import { mutate } from '../mutation.js';
import { type Random, random } from '../random.js';
import type { FuzzTarget } from '../target.js';

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** An object or array, and what stands in it under a name or index. */
interface Place {
  readonly holder: { [part: string]: Json } | Json[];
  readonly part: string;
}

/** Values at which the rules of members, numbers and texts change. */
const edges: readonly Json[] = [
  ...[null, true, false, 0, -1, 1, 0.5, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, 1e300],
  ...['', '0', '-1', '00', '18446744073709551615', '18446744073709551616', '-9223372036854775808', 'AA==', 'AB==', 'A'],
  ...[
    '0x7fc00000',
    '0x7ff8000000000000',
    '\ud800',
    '\u0000',
    '__proto__',
    'wasm-checkpoint',
    'i32',
    'func',
    'any',
    'dead',
  ],
  ...[[], {}, [[]], [null], { kind: 'dead' }, { kind: 'null', hierarchy: 'any' }, { kind: 'i32', value: 1 }],
];

const bytesOfText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
let corpus: Corpus = { small: [], large: [], options: {} };
let texts: readonly string[] = [];

/** All places of a JSON value but the whole. */
function placesOf(value: Json, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Place['holder'];
  for (const [part, held] of Object.entries(holder)) {
    found.push({ holder, part });
    placesOf(held as Json, found);
  }
  return found;
}

const at = ({ holder, part }: Place): Json => (holder as { [part: string]: Json })[part] ?? null;

function set({ holder, part }: Place, value: Json): void {
  Object.defineProperty(holder, part, { value, writable: true, enumerable: true, configurable: true });
}

function remove({ holder, part }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(part), 1);
  else delete holder[part];
}

/** Changes one place of a value: another value, one from elsewhere, none, twice, or a number or text a little off. */
function change(places: readonly Place[], choices: Random): void {
  const place = choices.pick(places);
  const value = at(place);
  switch (choices.integer(0, 7)) {
    case 0:
      remove(place);
      break;
    case 1:
      set(place, structuredClone(at(choices.pick(places))));
      break;
    case 2:
      if (Array.isArray(place.holder)) place.holder.push(structuredClone(value));
      else set({ holder: place.holder, part: choices.pick(places).part }, structuredClone(value));
      break;
    case 3:
    case 4:
      if (typeof value === 'number') set(place, value + choices.pick([-1, 1, 2, 256]));
      else if (typeof value === 'string') {
        set(place, Buffer.from(mutate(bytesOfText(value), choices, bytesOfText('0=/A'))).toString());
      } else set(place, structuredClone(choices.pick(edges)));
      break;
    default:
      set(place, structuredClone(choices.pick(edges)));
  }
}

const hasFrames = ({ memories }: Checkpoint): boolean =>
  memories.some(({ image }) => [...image.blocks].some(({ data }) => data.coding === 'zstd'));

/** Reads a text: refused with a diagnostic, or what was read is written and read the same, as a file and as a text. */
function tryText(text: string): void {
  const checkpoint = attempt(() => fromJSONText(text));
  if (checkpoint === undefined) return;
  const file = encode(checkpoint);
  if (!same(encode(fromJSONText(toJSONText(checkpoint))), file))
    throw new Error('reads differently when it is written');
  // What compressed pages hold is not looked at in the twin, so that the file may be refused for it.
  const read = hasFrames(checkpoint) ? attempt(() => decode(file, corpus.options)) : decode(file, corpus.options);
  if (read !== undefined && !same(encode(read), file)) throw new Error('accepted, but not canonical');
}

function explained(text: string): void {
  try {
    tryText(text);
  } catch (error) {
    throw new Error(`text: ${JSON.stringify(text)}`, { cause: error });
  }
}

/** Mutations of JSON twins, as texts and as values. */
export const jsonTexts: FuzzTarget = {
  name: 'json-texts',
  help: 'mutated JSON twins: refused with a diagnostic, or read the same as a file and as a text',
  async prepare() {
    corpus = await loadCorpus();
    texts = corpus.small
      .map(({ file }) => JSON.stringify(JSON.parse(toJSONText(decode(file, corpus.options)))))
      .filter((text) => text.length < 6000);
  },
  create(seed) {
    const choices = random(seed);
    return {
      run() {
        const text = choices.pick(texts);
        if (choices.oneIn(4)) {
          explained(Buffer.from(mutate(bytesOfText(text), choices, bytesOfText(choices.pick(texts)))).toString());
          return;
        }
        const json = JSON.parse(text) as Json;
        for (let count = choices.pick([1, 1, 1, 2, 3]); count > 0; count--) change(placesOf(json), choices);
        explained(JSON.stringify(json));
      },
    };
  },
};
