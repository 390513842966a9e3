// Runs the project's commands from a bare clone: installs what the lock file names, builds what changed, then runs the
// command. Plain JavaScript on Node 20, because nothing is installed yet when it starts.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packageManager = 'pnpm@10.34.9';
const stampPath = join(root, 'node_modules/.wasm-checkpoint-installed');

/** Every command: what to build first, and the script in tools/dist that does the work, or a function here. */
const commands = {
  demo: { build: 'tools', script: 'demo/main.js', help: 'a tour of what the packages do, on a real module' },
  test: {
    build: '.',
    run: test,
    help: 'all tests, then the tidy checks; arguments go to jest and leave the tidy checks out',
  },
  suite: { build: 'tools', script: 'suite/main.js', help: 'the official core test suite, every module verdict' },
  bench: {
    build: 'tools',
    script: 'bench/main.js',
    flags: ['--expose-gc'],
    help: 'benchmarks; --check compares with the goals',
  },
  fuzz: { build: 'tools', script: 'fuzz/main.js', help: 'fuzzing with printed seeds' },
  torture: { build: 'tools', script: 'torture/main.js', help: 'interrupts and restores programs, and compares' },
  programs: {
    build: 'tools',
    script: 'programs/build.js',
    help: 'compiles the C and Rust programs of tools/programs anew',
  },
  gen: { build: 'tools/gen', run: generate, help: 'writes everything that is generated from schema/ and spec/' },
  component: {
    build: 'tools',
    script: 'component/main.js',
    help: 'the validator as a WebAssembly component, its verdicts compared with the library',
  },
  corpus: {
    build: 'tools',
    script: 'corpus/main.js',
    help: 'builds the files of conformance/; --check, --coverage, --mutation',
  },
  tidy: { build: 'tools', script: 'tidy/main.js', help: 'the checks on the source tree itself' },
  build: { build: '.', run: () => 0, help: 'installs and compiles everything' },
  format: { run: format, help: 'formats and lints with Biome, in place; --check only reports' },
};

const usage = () =>
  [
    'Usage: npm run COMMAND [-- OPTIONS]',
    '',
    ...Object.entries(commands).map(([name, { help }]) => `  ${name.padEnd(8)} ${help}`),
    '',
    'npm run COMMAND -- --help tells the options of a command. Dependencies are installed when the lock file has changed.',
    'Exit codes: 0 done, 1 something was found wrong, 2 usage or input and output.',
  ].join('\n');

const ownHelp = {
  test: 'npm test [-- JEST OPTIONS OR PATTERNS]\n\nBuilds, runs every test with Jest and then the tidy checks; given arguments, only Jest with them.\nThe last line is `N passed, N failed`, and counts tests.\nExit codes: 0 all passed, 1 something failed, 2 usage or input and output.',
  gen: 'npm run gen\n\nGenerates packages/tables/src/gen from schema/, spec/gen from schema/, spec/ and the tests, and from the shapes of their\nreaders schema/checkpoint.schema.json and schema/host-manifest.schema.json.\nWrites a file only when its text changes.\nExit codes: 0 done, 1 a table breaks its schema, 2 input and output.',
  build:
    'npm run build\n\nInstalls the dependencies of the lock file and compiles every package, test and tool that changed.\nExit codes: 0 done, 1 it does not compile, 2 the installation failed.',
  format:
    'npm run format [-- --check]\n\nFormats and lints every file with Biome, in place. --check writes nothing and reports.\nExit codes: 0 clean, 1 something is left to mend by hand, 2 usage or input and output.',
};

/** Runs a program to its end with our own streams; gives its exit code, 128 + n when signal n ended it. */
function execute(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 128 + 15;
}

const node = (args) => execute(process.execPath, args);
const bin = (path) => join(root, 'node_modules', path);

/** Installs the lock file's dependencies, unless the last installation was of the same lock file. Silent unless it fails. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lock) return;
  if (process.stderr.isTTY) process.stderr.write('installing dependencies\n');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const result = spawnSync(npx, ['--yes', packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
    // Without a terminal pnpm asks no questions only when it believes to be in CI.
    env: { ...process.env, CI: 'true' },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
    throw new Error('the dependencies could not be installed');
  }
  writeFileSync(stampPath, lock);
}

const compile = (project) => node([bin('typescript/bin/tsc'), '-b', join(root, project)]);

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Removes compiled tests whose source is gone: the compiler leaves them, and Jest would run them for ever. */
function pruneCompiledTests() {
  const places = [{ compiled: join(root, 'tools/dist'), source: join(root, 'tools') }];
  for (const name of readdirSync(join(root, 'packages'))) {
    places.push({ compiled: join(root, 'packages', name, 'dist-test'), source: join(root, 'packages', name, 'test') });
  }
  for (const { compiled, source } of places) {
    for (const path of filesBelow(compiled)) {
      if (!path.endsWith('.test.js')) continue;
      if (!existsSync(join(source, relative(compiled, path).replace(/\.js$/, '.ts')))) rmSync(path);
    }
  }
}

/** `N passed, N failed[, N skipped]` of a Jest report; a test file that could not be loaded counts as one failure. */
function countLine(report) {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function test(args) {
  pruneCompiledTests();
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const report = join(scratch, 'report.json');
    const jest = [bin('jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...args];
    // Jest prints the report a second time on its standard output.
    const tested = execute(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    if (!existsSync(report)) return tested === 0 ? 2 : tested;
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    const tidied = args.length > 0 ? 0 : node([join(root, 'tools/dist/tidy/main.js')]);
    console.log(countLine(counts));
    return tested !== 0 || counts.numTotalTests === 0 || tidied !== 0 ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function generate(args) {
  if (args.length > 0) return usageError(`unexpected argument ${args[0]}`);
  const tables = node([join(root, 'tools/dist-gen/main.js')]);
  if (tables !== 0) return tables;
  const script = join(root, 'tools/dist/docs/main.js');
  const compiled = compile('tools');
  if (compiled !== 0 && !existsSync(script)) return compiled;
  const pages = node([script]);
  // What did not compile may have been a generated program that was out of date.
  return pages !== 0 || compiled === 0 ? pages : compile('tools');
}

function format(args) {
  const biome = bin('@biomejs/biome/bin/biome');
  // Biome colours its report in a pipe too.
  const colours = process.stdout.isTTY ? [] : ['--colors=off'];
  if (args.length === 0) return node([biome, 'check', '--write', ...colours]);
  if (args.length === 1 && args[0] === '--check') return node([biome, 'ci', ...colours]);
  return usageError(`unexpected argument ${args.find((arg) => arg !== '--check') ?? args[1]}`);
}

function usageError(message) {
  console.error(`${message}\n\n${usage()}`);
  return 2;
}

function main([name, ...args]) {
  if (name === '--help' || name === '-h') {
    console.log(usage());
    return 0;
  }
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (command === undefined) return usageError(name === undefined ? 'which command?' : `unknown command ${name}`);
  if (ownHelp[name] !== undefined && (args.includes('--help') || args.includes('-h'))) {
    console.log(ownHelp[name]);
    return 0;
  }
  install();
  if (command.build !== undefined) {
    const compiled = compile(command.build);
    if (compiled !== 0) return 1;
  }
  if (command.run) return command.run(args);
  return node([...(command.flags ?? []), join(root, 'tools/dist', ...command.script.split('/')), ...args]);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
