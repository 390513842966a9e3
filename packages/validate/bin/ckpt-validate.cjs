#!/usr/bin/env node
// The bundle loads in a third of the time; it is there once the package was built for release.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '../dist/bundle/ckpt-validate.cjs');
if (existsSync(bundle)) require(bundle);
else import('../dist/cli/main.js');
