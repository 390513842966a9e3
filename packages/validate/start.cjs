#!/usr/bin/env node
// The published command: runs main.cjs beside it, set up for a run that is over before an optimising compiler has paid off.
const { accessSync, constants, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { versions, arch } = process;

const path = join(__dirname, 'main.cjs');

/**
 * Of the Node that starts from a cache of its own accord; older ones are helped here.
 *
 * The cache is made after the first run and is kept beside the command, so that whoever can write it could write the command
 * too. V8 refuses one of another version of its own or other flags; DIGEST, of main.cjs, tells versions of the command apart.
 */
function runCached() {
  const { Script } = require('node:vm');
  const kept = join(__dirname, `main-${DIGEST}-${versions.v8}-${arch}.cache`);
  let cachedData;
  try {
    cachedData = readFileSync(kept);
  } catch {
    // The first run, or one in a folder that cannot be written.
  }
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, cachedData });
  script.runInThisContext()(createRequire(path));
  if (cachedData !== undefined && script.cachedDataRejected !== true) return;
  process.once('exit', (status) => {
    // It has the code of what ran, so that it takes a whole judgement to be of use: a file with a module, both good.
    if (status !== 0 || process.argv.slice(2).filter((each) => !each.startsWith('-')).length < 2) return;
    try {
      accessSync(__dirname, constants.W_OK);
      const whole = `${kept}.${process.pid}`;
      writeFileSync(whole, script.createCachedData());
      renameSync(whole, kept);
    } catch {
      // It works without.
    }
  });
}

if (enableCompileCache !== undefined) {
  enableCompileCache();
  require(path)(require);
} else if (versions.v8.startsWith('11.')) {
  // TurboFan would compile the loops of the type checker for longer than they run: 90 of 210 ms for a checkpoint of QuickJS.
  // With some fifteen times the usual budget it still comes to what runs for seconds.
  require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
  runCached();
} else require(path)(require);
