/** `uppsikt simulate`: a Facebook page played on this machine. Options: ops/simulator/cli-options.ts. */
import { readFileSync } from 'node:fs';
import { type CliOptions, cliOptions, USAGE, UsageError } from '../simulator/cli-options.ts';
import { SCENARIO_NAMES } from '../simulator/named.ts';
import { parseScenario, type Scenario } from '../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';

interface Output {
  write(text: string): unknown;
}

export interface Io {
  readonly stdin?: unknown;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** A name stays a name; anything else is a file. */
function scenarioOf(options: CliOptions): string | Scenario | null {
  const { scenario } = options;
  if (scenario === null || SCENARIO_NAMES.includes(scenario)) return scenario;
  let json: string;
  try {
    json = readFileSync(scenario, 'utf8');
  } catch {
    const names = SCENARIO_NAMES.join(', ');
    throw new UsageError(`--scenario ${scenario} is neither a file that can be read nor one of ${names}`);
  }
  try {
    return parseScenario(json);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Aborts at Ctrl-C or a polite kill. */
function untilStopped(): { signal: AbortSignal; release: () => void } {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  const release = (): void => {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  };
  return { signal: stop.signal, release };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Exit code 0; 1 when deliveries were given up. */
async function playOn(
  simulator: Simulator,
  scenario: string | Scenario | null,
  run: { options: CliOptions; signal: AbortSignal; io: Io },
): Promise<number> {
  const { options, signal, io } = run;
  if (scenario !== null) {
    const { seed, speed, count } = options;
    await simulator.play(scenario, { seed, speed, count, signal });
  }
  const broken = signal.aborted;
  if (scenario === null || options.stay) await aborted(signal);
  const left = simulator.unsettled();
  if (broken || scenario === null || left === 0) return 0;
  io.stderr.write(`simulate: ${left} changes were never acknowledged by ${options.target}\n`);
  return 1;
}

const isHistory = (option: string): boolean => option === '--history' || option.startsWith('--history=');

export async function run(argv: string[], io: Io): Promise<number> {
  // It plays no page, and needs the store: what that takes is loaded for it alone.
  if (argv.some(isHistory) && !argv.includes('--help'))
    return (await import('./simulate-history.ts')).run(argv, io);
  let options: CliOptions | 'help';
  let scenario: string | Scenario | null;
  try {
    options = cliOptions(argv, process.env);
    if (options === 'help') {
      io.stdout.write(USAGE);
      return 0;
    }
    scenario = scenarioOf(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`simulate: ${error.message}\n`);
    return 2;
  }
  const { signal, release } = untilStopped();
  try {
    const { token, state, seed, ...rest } = options;
    const log = (line: string): void => void io.stderr.write(`simulate: ${line}\n`);
    const kept = {
      ...(state === undefined ? {} : { stateFile: state }),
      ...(seed === undefined ? {} : { seed }),
    };
    const simulator = await startSimulator({ ...rest, ...kept, pageToken: token, log });
    io.stdout.write(`${simulator.url}\n`);
    try {
      return await playOn(simulator, scenario, { options, signal, io });
    } finally {
      await simulator.stop();
      io.stdout.write(`${JSON.stringify(simulator.summary())}\n`);
    }
  } catch (error) {
    // A port in use, a state file of another page: said in a sentence, not as a stack.
    io.stderr.write(`simulate: ${(error as Error).message}\n`);
    return 1;
  } finally {
    release();
  }
}
