/**
 * What `npm test` runs: lint, the client's build, then jest suite by suite on a real MongoDB and a real Redis.
 * `--faults`, `--looks`: that suite alone. Anything else is handed to jest as patterns. The last line on stdout is
 * `N passed, N failed, N skipped`.
 */
import { CHECKS } from '../lint/checks.ts';
import { runChecks } from '../lint/run.ts';
import { messageOf } from '../services/errors.ts';
import { createProgress } from '../services/progress.ts';
import { withoutBrowserTests } from './browser-tests.ts';
import { findChromium, provideChromium } from './chromium.ts';
import { buildCheck } from './client-build.ts';
import { openTestRun } from './environment.ts';
import { runJest } from './jest.ts';
import { endOrphans } from './orphans.ts';
import { Report } from './report.ts';
import { openTestStores, type TestStores } from './stores.ts';
import { FAULTS, FUZZ, LOOKS, PICKED, SUITES, type Suite } from './suites.ts';
import { usage } from './usage.ts';

const [first, ...rest] = process.argv.slice(2);
const alone = { '--faults': FAULTS, '--fuzz': FUZZ, '--looks': LOOKS }[first ?? ''];
const extra = alone ? rest : process.argv.slice(2);
const everything = !alone && extra.length === 0;
const suites = everything ? SUITES : [alone ?? PICKED];

if (process.argv.includes('--help')) {
  process.stdout.write(usage());
  process.exit(0);
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const onStep = createProgress();
const report = new Report();
const run = openTestRun();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interrupted = true;
  });

try {
  await runEverythingWanted();
} catch (error) {
  say(messageOf(error));
  report.add({ passed: 0, failed: 1, skipped: 0 });
} finally {
  await endOrphans(run.id);
}
report.readSkippedFile(run.skippedFile);
run.remove();
for (const line of report.lines()) say(line);
process.exit(interrupted ? 130 : report.exitCode);

async function runEverythingWanted(): Promise<void> {
  const checks = everything ? [...CHECKS, buildCheck] : alone === LOOKS ? [buildCheck] : [];
  if (checks.length > 0) report.add(await runChecks(checks, (text) => process.stdout.write(text)));
  if (interrupted) return;
  const chromium = await (everything ? provideChromium(process.env, onStep) : findChromium(process.env));
  const stores = await openTestStores(run, onStep);
  const env: NodeJS.ProcessEnv = {
    ...('path' in chromium ? { CHROMIUM_BINARY: chromium.path } : {}),
    ...('mongoUrl' in stores ? { UPPSIKT_TEST_MONGODB_URL: stores.mongoUrl } : {}),
  };
  const args = [...extra, ...('why' in chromium ? leaveOutBrowserTests(chromium.why) : [])];
  for (const suite of suites) {
    const why = interrupted ? 'the run was interrupted' : lacking(suite, stores);
    if (why === null) await runSuite(suite, env, args);
    else report.skip(suite.name, why);
  }
  if ('mongoUrl' in stores) await stores.stop();
}

function leaveOutBrowserTests(why: string): string[] {
  const options = suites.includes(FAULTS) ? [] : withoutBrowserTests();
  if (options.length > 0) report.skip('e2e in Chromium', why);
  return options;
}

function lacking(suite: Suite, stores: TestStores): string | null {
  return suite.needsStores && 'why' in stores ? stores.why : null;
}

async function runSuite(suite: Suite, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  say(`\n${suite.name}`);
  const start = performance.now();
  report.add(await runJest(suite, { run, env, extra: args, say }));
  const left = await endOrphans(run.id);
  if (left > 0) say(`${suite.name}: ended ${left} processes that its tests left running`);
  say(`${suite.name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
