import { type InstructionSyntax, instruction, type Valtype } from '@wasm-checkpoint/wasm';
import { type CaughtSlot, caughtValue, WHICH } from '../analyse/caught.js';
import type { Plan } from '../analyse/plan.js';
import { heldType } from '../analyse/trail.js';
import type { PointRecord } from '../layout.js';
import type { ContinuationContext } from './copied-code.js';
import type { Place } from './place.js';
import { readValue } from './values.js';

type Cell = PointRecord['operands'][number];

/** What legacy handlers around a point have caught: read from the record, and thrown again where they are opened. Clause inst-caught. */
export class CaughtExceptions {
  readonly #context: ContinuationContext;
  readonly #record: PointRecord;
  readonly #plan: Plan;

  constructor(context: ContinuationContext, place: Place, plan: Plan) {
    this.#context = context;
    this.#record = place.record;
    this.#plan = plan;
  }

  /** Reads what sites keep in locals. */
  read(): readonly InstructionSyntax[] {
    const { module, tape } = this.#context;
    const read = (level: number, slot: CaughtSlot, { type, cell }: Cell): readonly InstructionSyntax[] => {
      const local = this.#local(level, slot);
      if (local === undefined) return [];
      return [...readValue(module, tape, 'get', heldType(type), cell), instruction('local.set', local)];
    };
    return this.#record.caught.flatMap(({ which, args }, level) => [
      ...(which === undefined ? [] : read(level, WHICH, which)),
      ...args.flatMap(({ tagidx, values }) =>
        values.flatMap((value, param) => read(level, { tagidx, param, type: value.type }, value)),
      ),
    ]);
  }

  /** Opens the part of a level with its exception, by throwing that again; without, where no code can tell the difference. */
  open(level: number, results: readonly Valtype[]): readonly InstructionSyntax[] {
    const { blocktype, maps, tape } = this.#context;
    const caught = this.#record.caught[level];
    if (caught?.rethrown !== true) return [instruction('block', blocktype(results))];
    const { tagidx, which, args } = caught;
    const thrown = args.flatMap(({ tagidx: tag, values }) => {
      const again = [
        ...values.flatMap((value, param) => this.#value(level, { tagidx: tag, param, type: value.type }, value)),
        instruction('throw', maps.tagidx(tag)),
      ];
      if (which === undefined) return again;
      return [
        ...this.#value(level, WHICH, which),
        instruction('i32.const', tag + 1),
        instruction('i32.eq'),
        instruction('if', { kind: 'empty' }),
        ...again,
        instruction('end'),
      ];
    });
    const behind =
      tagidx === undefined
        ? [
            instruction('i32.const', level),
            instruction('call', tape('raise_caught')),
            instruction('unreachable'),
            instruction('catch_all'),
          ]
        : [instruction('catch', maps.tagidx(tagidx)), ...(args[0]?.values ?? []).map(() => instruction('drop'))];
    return [instruction('try', blocktype(results)), ...thrown, ...behind];
  }

  /** The local that keeps a part of an exception, if any site needs it. */
  #local(level: number, slot: CaughtSlot): number | undefined {
    const { trail, spills } = this.#plan;
    const spill = trail.caughtSpill(level, slot);
    return spill === undefined ? undefined : spills.localidx[spill];
  }

  #value(level: number, slot: CaughtSlot, { type, cell }: Cell): readonly InstructionSyntax[] {
    const { module, tape } = this.#context;
    const local = this.#local(level, slot);
    return local === undefined ? readValue(module, tape, 'get', type, cell) : caughtValue(type, local);
  }
}
