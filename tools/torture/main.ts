import { availableParallelism } from 'node:os';
import { type ExitCode, positiveInteger, runScript, script, UsageError } from '../command.js';
import { engineNames, scriptEngine } from '../engines/engines.js';
import { progress } from '../progress.js';
import { suitePath } from '../suite/modules.js';
import { workerScript } from './bundle.js';
import { type CampaignOptions, campaign } from './campaign.js';
import { Pool } from './pool.js';
import { readRefusals, unexpectedRefusals } from './refusals.js';
import { replay } from './replay.js';
import { faultLines, figureLines, figuresOf, withoutLines } from './report.js';
import type { Source } from './source.js';
import { sources } from './sources.js';

const list = sources.map(({ name, help }) => `  ${name.padEnd(10)} ${help}`).join('\n');
const command = script(
  'torture',
  'Interrupts programs at safepoints, restores each checkpoint into a fresh instance in another process, again and again,\n' +
    'and compares results, calls of the host, traps, memories, globals and tables with the uninterrupted run of the plain\n' +
    'module. Every checkpoint is validated before it is restored.\n\n' +
    `Sources:\n${list}`,
  'something differed, or failed',
)
  .option('--interruptions <n>', 'end after so many interruptions (10000 is the size of a night)', positiveInteger)
  .option('--seconds <n>', 'end after so many seconds; 60 where neither is given', positiveInteger)
  .option('--seed <n>', 'seed of all choices', positiveInteger)
  .option('--source <name...>', 'only programs of these sources')
  .option('--only <text>', 'only programs whose name contains the text')
  .option('--small <n>', 'programs with at most so many polls are stopped at each of them', positiveInteger, 150)
  .option('--engine <name>', `what runs them: ${engineNames.join(', ')}`, 'node-24')
  .option('--jobs <n>', 'trials at a time; the number of processors by default', positiveInteger)
  .option('--lives <n>', 'stretches that a process serves before it is replaced', positiveInteger, 1)
  .option('--replay <json>', 'only this trial, as a fault prints it')
  .option('--json', 'print figures and faults as JSON');

interface Options {
  readonly interruptions?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly source?: readonly string[];
  readonly only?: string;
  readonly small: number;
  readonly engine: string;
  readonly jobs?: number;
  readonly lives: number;
  readonly replay?: string;
  readonly json?: boolean;
}

function chosen(names: readonly string[] | undefined): readonly Source[] {
  for (const name of names ?? []) {
    if (!sources.some((source) => source.name === name)) throw new UsageError(`no source ${name}; there are\n${list}`);
    if (name === 'suite' && suitePath() === undefined) throw new UsageError('WASM_TESTSUITE is not set');
  }
  return sources.filter(({ name }) => names === undefined || names.includes(name));
}

/** Whether so few processes are needed that making them start fast does not pay. */
const isShort = ({ interruptions = Number.POSITIVE_INFINITY, replay: one }: Options): boolean =>
  interruptions < 50 || one !== undefined;

async function run(): Promise<ExitCode> {
  const options = command.opts<Options>();
  if (!engineNames.includes(options.engine)) {
    throw new UsageError(`no engine ${options.engine}; there are ${engineNames.join(', ')}`);
  }
  const among = chosen(options.source);
  const engine = scriptEngine(options.engine);
  const jobs = options.jobs ?? availableParallelism();
  const pool = new Pool(engine, await workerScript(isShort(options)), options.lives, jobs);
  try {
    if (options.replay !== undefined) return await replay(options.replay, pool);
    const seed = options.seed ?? Math.floor(Math.random() * 0x7fffffff);
    const line = progress();
    const limits: Pick<CampaignOptions, 'interruptions' | 'seconds'> =
      options.interruptions === undefined
        ? { seconds: options.seconds ?? 60 }
        : {
            interruptions: options.interruptions,
            ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
          };
    const start = performance.now();
    const tally = await campaign(
      {
        sources: among,
        seed,
        jobs,
        small: options.small,
        ...limits,
        ...(options.only === undefined ? {} : { only: options.only }),
        show: ({ interruptions, faults }) => line.show(`${interruptions} interruptions, ${faults.length} faults`),
      },
      pool,
    );
    line.clear();
    const seconds = (performance.now() - start) / 1000;
    const endless = new Set(sources.filter(({ ends }) => !ends).map(({ name }) => name));
    const refused = unexpectedRefusals(readRefusals(), tally.without, tally.ran, endless);
    const figures = figuresOf(tally, { seed, seconds, engine: engine.version, processes: pool.started });
    if (options.json === true) {
      console.log(
        JSON.stringify({ figures, faults: [...faultLines(tally), ...refused], without: tally.without }, null, 2),
      );
    } else {
      for (const text of [...faultLines(tally), ...refused, ...withoutLines(tally, endless), ...figureLines(figures)])
        console.log(text);
    }
    return figures.faults === 0 && refused.length === 0 ? 0 : 1;
  } finally {
    pool.end();
  }
}

await runScript(command, run);
