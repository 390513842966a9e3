#!/usr/bin/env node
// The published command: runs main.cjs beside it, set up for a run that is over before an optimising compiler has paid off.
const { createHash } = require('node:crypto');
const { accessSync, constants, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { versions, arch } = process;

const path = join(__dirname, 'main.cjs');

const DIGEST_BYTES = 32;
const digestOf = (bytes) => createHash('sha256').update(bytes).digest();

/** The compiled code of a file, behind its digest: V8 itself would run whatever became of it. */
function readCode(file) {
  try {
    const whole = readFileSync(file);
    const code = whole.subarray(DIGEST_BYTES);
    return digestOf(code).equals(whole.subarray(0, DIGEST_BYTES)) ? code : undefined;
  } catch {
    // The first run, or one in a folder that cannot be written.
    return undefined;
  }
}

function writeCode(file, code) {
  try {
    accessSync(__dirname, constants.W_OK);
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, Buffer.concat([digestOf(code), code]));
    renameSync(whole, file);
  } catch {
    // It works without.
  }
}

/**
 * Runs main.cjs with its compiled code from the run before, for versions of Node that do not keep it themselves.
 *
 * It is kept beside the command, so that whoever can write it could write the command too. V8 refuses what another version of
 * it made, or other flags; the digest of main.cjs in the name tells versions of the command apart.
 */
function runCached() {
  const kept = join(__dirname, `main-${MAIN_DIGEST}-${versions.v8}-${arch}.cache`);
  const cachedData = readCode(kept);
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, cachedData });
  script.runInThisContext()(createRequire(path));
  if (cachedData !== undefined && script.cachedDataRejected !== true) return;
  process.once('exit', (status) => {
    // It has the code of what ran, so that it takes a whole judgement to be of use: a file with a module, both good.
    if (status !== 0 || process.argv.slice(2).filter((each) => !each.startsWith('-')).length < 2) return;
    writeCode(kept, script.createCachedData());
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
