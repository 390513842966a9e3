import type { Memtype, Module } from '@wasm-checkpoint/wasm';
import type { Planner } from '../analyse/plan.js';
import type { Point, SideModule } from '../layout.js';
import type { InstrumentSettings } from '../options.js';
import { Savers } from '../stubs/savers.js';
import type { CellType, TapeFunction } from '../tape/imports.js';
import { ContinuationCode } from './code.js';
import { placeOf } from './place.js';
import { SideModuleWriter } from './side-module.js';
import { Uses } from './uses.js';

const operations = ['put', 'get', 'return', 'returned'] as const;

/** The module with one continuation for each point. */
export function continuationModule(
  module: Module,
  settings: InstrumentSettings,
  planner: Planner,
  cells: readonly CellType[],
  pollMemory: Memtype,
  points: readonly Point[],
): SideModule {
  const places = points.map((point) => placeOf(module, point));
  const tape: TapeFunction[] = points.some(({ mode }) => mode === 'throw') ? ['frame', 'raise'] : ['frame'];
  const again = places.some(({ parts }) => parts.some(({ tagidx, rethrown }) => tagidx === undefined && rethrown));
  if (again) tape.push('raise_caught');
  for (const operation of operations) for (const cell of cells) tape.push(`${operation}_${cell}`);
  const side = new SideModuleWriter(module, tape, new Uses(module, new Set(points.map(({ funcidx }) => funcidx))));
  const state = side.flag('state');
  const instance = side.flag('instance');
  const { poll } = settings;
  const context = {
    module,
    settings,
    maps: side.maps,
    tape: (name: TapeFunction) => side.tapeFuncidx(name),
    savers: new Savers(side, state, instance),
    checked: {
      state,
      poll: poll === 'request' || poll === 'fuel' ? side.flag(poll) : undefined,
      pollMemory: poll === 'memory' ? side.memory('poll', { kind: 'memory', ...pollMemory }) : undefined,
    },
    blocktype: side.blocktype.bind(side),
    segment: (name: string) => side.instance(name),
  };
  const reserved = places.map((_, index) => side.reserve(String(index), { kind: 'func', params: [], results: [] }));
  places.forEach((place, index) => {
    reserved[index]?.(new ContinuationCode(context, place, planner.plan(place.point.funcidx)).write());
  });
  return side.finish();
}
