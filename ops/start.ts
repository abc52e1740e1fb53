/** `npm start [-- --server-only]`: from nothing to an address and a sign-in link. Exit: 0 stopped, 1 failed, 2 settings, 3 missing. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { options, UsageError } from './cli/usage.ts';
import { type Installation, startInstallation } from './run/installation.ts';
import { PROJECT_DIR } from './services/cache.ts';
import { createProgress, note } from './services/progress.ts';

const WATCHED = ['core', 'connectors', 'classifiers', 'documents', 'server', 'workers'];
/** npm delivers Ctrl-C twice: a second signal within a second is the same one. */
const SAME_SIGNAL_MS = 1000;
const SETTLE_MS = 200;

const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError ? 2 : ((error as { exitCode?: number }).exitCode ?? 1);

function greet({ url, signInUrl, simulatorUrl }: Installation): void {
  console.log(`Uppsikt is ready: ${url}`);
  if (signInUrl !== null) console.log(`Sign in (once, within 15 minutes): ${signInUrl}`);
  else console.log('No account yet. Add one: npm run -s uppsikt -- account add --help');
  if (simulatorUrl !== null) console.log(`The demo page that citizens write on: ${simulatorUrl}`);
  console.log('Stop with Ctrl-C.');
}

/** `npm run dev`: a changed source starts server and worker again. The client is built anew by vite itself. */
async function reloadOnChange(installation: Installation): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of WATCHED)
    watch(join(PROJECT_DIR, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        note('Reloading …');
        void installation.restart();
      }, SETTLE_MS);
    });
  const { build } = await import('vite');
  await build({
    configFile: join(PROJECT_DIR, 'client', 'vite.config.ts'),
    build: { watch: {} },
    logLevel: 'warn',
  });
}

const USAGE = `npm start [-- --server-only]

  Starts MongoDB, Redis, a server and a worker in DATA_DIR, and prints the address and a sign-in link.
  Settings are environment variables; they stand in the README.

  --server-only  without a worker: what comes in is kept and waits, nothing goes out
`;

function startOptions(argv: string[]) {
  return options(argv, {
    help: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
    'server-only': { type: 'boolean', default: false },
  });
}

async function main(): Promise<void> {
  const abort = new AbortController();
  let installation: Installation | null = null;
  let firstSignalAt = 0;

  async function stop(): Promise<void> {
    const now = Date.now();
    if (firstSignalAt !== 0) {
      if (now - firstSignalAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    firstSignalAt = now;
    abort.abort();
    if (installation === null) return;
    note('Stopping …');
    await installation.stop();
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.on(signal, () => void stop());

  try {
    const { dev, help, 'server-only': serverOnly } = startOptions(process.argv.slice(2));
    if (help) return void process.stdout.write(USAGE);
    installation = await startInstallation(process.env, {
      step: createProgress(),
      aborted: abort.signal,
      serverOnly,
    });
    greet(installation);
    if (serverOnly) console.log('Without a worker: what comes in is kept and waits, nothing goes out.');
    if (dev) await reloadOnChange(installation);
  } catch (error) {
    if (abort.signal.aborted) process.exit(0);
    note(error instanceof Error ? error.message : String(error));
    process.exit(exitCodeOf(error));
  }
}

await main();
