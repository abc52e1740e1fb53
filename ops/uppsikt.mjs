/** Starts `uppsikt X`. Plain JavaScript: with a warm cache nothing needs Node's type stripper, which costs 30 MB and 0.1 s. */
import { existsSync } from 'node:fs';
// Whole: without our packages an older Node runs this, which has no such function to be named here.
import * as module from 'node:module';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '..', 'node_modules');

if (existsSync(join(packages, '.package-lock.json'))) {
  module.enableCompileCache(join(packages, '.cache', 'node'));
  await import('./cli.ts');
} else {
  process.stderr.write('Packages are missing: run npm ci, or npm start, which does.\n');
  process.exitCode = 3;
}
