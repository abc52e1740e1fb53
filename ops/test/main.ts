/**
 * What `npm test` runs: lint, the client's build, then jest suite by suite on a real MongoDB and a real Redis.
 * `--faults`: the suite of faults alone. Anything else is handed to jest as patterns. The last line on stdout is
 * `N passed, N failed, N skipped`.
 */
import { CHECKS } from '../lint/checks.ts';
import { runChecks } from '../lint/run.ts';
import { createProgress } from '../services/progress.ts';
import { type Chromium, findChromium, provideChromium } from './chromium.ts';
import { buildCheck } from './client-build.ts';
import { openTestRun } from './environment.ts';
import { runJest } from './jest.ts';
import { endOrphans } from './orphans.ts';
import { Report } from './report.ts';
import { openTestStores } from './stores.ts';
import { FAULTS, picked, SUITES, type Suite } from './suites.ts';

const [first, ...rest] = process.argv.slice(2);
const faults = first === '--faults';
const extra = faults ? rest : process.argv.slice(2);
const everything = !faults && extra.length === 0;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const onStep = createProgress();
const report = new Report();
const run = openTestRun();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interrupted = true;
  });

if (everything) report.add(await runChecks([...CHECKS, buildCheck], (text) => process.stdout.write(text)));
const chromium = await (everything ? provideChromium : findChromium)(process.env, onStep);
const stores = interrupted ? { why: 'the run was interrupted' } : await openTestStores(run, onStep);
const env: NodeJS.ProcessEnv = {
  ...('path' in chromium ? { CHROMIUM_BINARY: chromium.path } : {}),
  ...('mongoUrl' in stores ? { UPPSIKT_TEST_MONGODB_URL: stores.mongoUrl } : {}),
};

for (const suite of everything ? SUITES : [faults ? FAULTS : picked('path' in chromium)]) {
  const why = interrupted ? 'the run was interrupted' : missing(suite, chromium);
  if (why !== null) report.skip(suite.name, why);
  else await runSuite(suite);
}

if ('mongoUrl' in stores) await stores.stop();
report.readSkippedFile(run.skippedFile);
run.remove();
for (const line of report.lines()) say(line);
process.exit(interrupted ? 130 : report.exitCode);

/** Why a suite cannot run on this machine; null when it can. */
function missing(suite: Suite, browser: Chromium): string | null {
  if (suite.needs.includes('stores') && 'why' in stores) return stores.why;
  if (suite.needs.includes('chromium') && 'why' in browser) return browser.why;
  return null;
}

async function runSuite(suite: Suite): Promise<void> {
  say(`\n${suite.name}`);
  const start = performance.now();
  report.add(await runJest(suite, { run, env, extra, say }));
  const left = await endOrphans(run.id);
  if (left > 0) say(`${suite.name}: ended ${left} processes that its tests left running`);
  say(`${suite.name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
