/** `uppsikt X`: one module per command, loaded only when it is called, so that `classify` starts within a second. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { UppsiktError } from '../core/kernel/errors.ts';
import type { Io } from './cli/usage.ts';

// Type stripping and compiling cost more than most commands; the cache goes with node_modules.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'));

interface Command {
  readonly about: string;
  /** USAGE is what --help prints; a command without one answers it by itself. */
  load(): Promise<{ readonly USAGE?: string; run(argv: string[], io: Io): Promise<number> }>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'sign-in': { about: 'print a one-time sign-in link', load: () => import('./cli/sign-in.ts') },
  token: { about: 'print an API token', load: () => import('./cli/token.ts') },
  account: { about: 'connect, change, pause and end accounts', load: () => import('./cli/account.ts') },
  person: { about: 'say who may sign in, and as what', load: () => import('./cli/person.ts') },
  municipality: {
    about: 'set what archives ask of the municipality',
    load: () => import('./cli/municipality.ts'),
  },
  deliveries: {
    about: 'list what was not ingested, and try it again',
    load: () => import('./cli/deliveries.ts'),
  },
  classify: { about: 'classify JSON lines, or explain one text', load: () => import('./cli/classify.ts') },
  parse: { about: 'say what a delivery would become', load: () => import('./cli/parse.ts') },
  policy: { about: 'show, try or set a moderation policy', load: () => import('./cli/policy.ts') },
  evaluate: { about: 'measure the classifiers on labelled text', load: () => import('./cli/evaluate.ts') },
  retrain: { about: 'learn from what moderators corrected', load: () => import('./cli/retrain.ts') },
  deadline: { about: 'say when an answer is due', load: () => import('./cli/deadline.ts') },
  simulate: { about: 'play a Facebook page on this machine', load: () => import('./cli/simulate.ts') },
  export: { about: 'write the evidence of an item for a case system', load: () => import('./cli/export.ts') },
  'verify-evidence': {
    about: 'check that evidence is whole and unaltered',
    load: () => import('./cli/verify-evidence.ts'),
  },
  audit: { about: 'walk the whole chain of evidence', load: () => import('./cli/audit.ts') },
  backup: { about: 'write everything into one file', load: () => import('./cli/backup.ts') },
  restore: { about: 'put a backup into an empty store', load: () => import('./cli/restore.ts') },
  bench: { about: 'measure this installation against the raw limits', load: () => import('./cli/bench.ts') },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `npm run -s uppsikt -- COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\n  COMMAND --help says more.\n`;
}

/** What went wrong, in a sentence, and the exit code of design.md section 7. */
function failure(error: unknown): { sentence: string; code: number } {
  if (error instanceof UppsiktError)
    return { sentence: error.publicMessage, code: error.status === 422 && error.code === 'invalid' ? 2 : 1 };
  const { name, message, exitCode } = error as Error & { exitCode?: number };
  // by name: the settings bring a parser with them that most commands do without
  if (name === 'UsageError' || name === 'SettingsError') return { sentence: message, code: 2 };
  return { sentence: message, code: exitCode ?? 1 };
}

// Whoever reads the lines has had enough of them (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // As the signal would: what was not all said is no success.
  if (error.code === 'EPIPE') process.exit(141);
  throw error;
});

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    process.stderr.write(help());
    return 2;
  }
  if (name === 'help' && rest[0] !== undefined) return main([rest[0], '--help']);
  if (name === 'help' || name === '--help') {
    process.stdout.write(help());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`There is no command ${name}.\n\n${help()}`);
    return 2;
  }
  try {
    const { run, USAGE } = await command.load();
    if (USAGE !== undefined && rest.includes('--help')) {
      process.stdout.write(USAGE);
      return 0;
    }
    return await run(rest, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
  } catch (error) {
    const { sentence, code } = failure(error);
    process.stderr.write(`${sentence}\n`);
    return code;
  }
}

process.exitCode = await main(process.argv.slice(2));
