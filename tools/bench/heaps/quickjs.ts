import { getQuickJS } from 'quickjs-emscripten';

/** Objects, strings, maps, closures and typed arrays, a third of them garbage, as an application leaves them. */
const script = `
  const words = 'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor'.split(' ');
  let state = 7;
  const random = (n) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % n;
  const people = [];
  for (let i = 0; i < 60000; i++) {
    people.push({
      id: i, name: words[random(words.length)] + ' ' + words[random(words.length)] + i,
      score: random(1000), tags: [words[random(words.length)], words[random(words.length)]],
      address: { street: random(200) + ' ' + words[random(words.length)], zip: String(10000 + random(90000)) },
      greet: function () { return this.name + i; },
    });
  }
  const byName = new Map(people.map((p) => [p.name, p]));
  const text = JSON.stringify(people.slice(0, 20000));
  const copy = JSON.parse(text);
  const sorted = people.slice().sort((a, b) => a.score - b.score).map((p) => p.greet());
  const matrix = new Float64Array(200000).map((_, i) => (i % 700) / 4);
  const grouped = {};
  for (const p of people) (grouped[p.address.zip] ??= []).push(p.id);
  for (let i = 0; i < people.length; i += 3) people[i] = null;
  globalThis.keep = { people, byName, copy, sorted, matrix, grouped };
  sorted.length;
`;

/** Runs a script in QuickJS; its instance stays as it is afterwards. */
export async function runQuickJs(): Promise<void> {
  const quickjs = await getQuickJS();
  const context = quickjs.newContext();
  const result = context.evalCode(script);
  if (result.error !== undefined) throw new Error(`QuickJS: ${JSON.stringify(context.dump(result.error))}`);
  if (context.dump(result.value) !== 60000) throw new Error('QuickJS gave something else');
}
