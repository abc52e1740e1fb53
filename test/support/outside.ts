/** The product as a stranger sees it: processes, HTTP and the command line, none of its modules. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './stores.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const START_MS = 90_000;

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Reads a stream's lines until one fits; throws with what it saw. */
function untilLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const scan = (chunk: Buffer): void => {
      seen += chunk.toString();
      const found = pattern.exec(seen);
      if (found !== null) resolve(found);
    };
    child.stdout?.on('data', scan);
    child.stderr?.on('data', scan);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${seen}`)));
    setTimeout(() => reject(new Error(`Not in time: ${seen}`)), START_MS).unref();
  });
}

function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

export interface Outside {
  readonly url: string;
  readonly dataDir: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  cli(...args: string[]): Promise<Ran>;
  /** Starts `uppsikt simulate` for this page against this installation. */
  simulate(page: { id: string; token: string }): Promise<Simulation>;
  /** Sends SIGTERM and waits: the exit code. */
  stop(): Promise<number | null>;
  remove(): void;
}

export interface Simulation {
  readonly url: string;
  stop(): Promise<void>;
}

type OutsideSettings = Pick<Outside, 'dataDir' | 'appSecret' | 'verifyToken'>;

const environment = ({ dataDir, appSecret, verifyToken }: OutsideSettings): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIR: dataDir,
  DEMO: 'off',
  META_APP_SECRET: appSecret,
  META_VERIFY_TOKEN: verifyToken,
  UNDO_SECONDS: '1',
  LOG_LEVEL: 'trace',
});

/** `npm start` without the set-up step, in a folder of its own unless `dataDir` names another's. */
export async function startOutside({
  dataDir,
  settings = {},
}: {
  readonly dataDir?: string;
  readonly settings?: NodeJS.ProcessEnv;
} = {}): Promise<Outside> {
  const folder = dataDir === undefined ? dataFolder() : { path: dataDir, remove: () => undefined };
  const place = {
    dataDir: folder.path,
    appSecret: randomBytes(12).toString('hex'),
    verifyToken: randomBytes(12).toString('hex'),
  };
  const app = spawn(process.execPath, ['ops/start.ts'], {
    cwd: PROJECT,
    env: { ...environment(place), ...settings },
  });
  const [, url = ''] = await untilLine(app, /ready: (http:\S+)/u);
  return {
    ...outsideAt({ ...place, url }),
    stop() {
      app.kill('SIGTERM');
      return endOf(app);
    },
    remove: () => folder.remove(),
  };
}

/**
 * The installation that all files of a run share; it is stopped for them. A file brings its own page, people and ids,
 * and changes nothing that holds for the whole municipality: one that does starts its own.
 */
export async function sharedOutside(): Promise<Outside> {
  const answer = await fetch(process.env.UPPSIKT_TEST_INSTALLATION ?? '');
  if (!answer.ok) throw new Error(await answer.text());
  const at = (await answer.json()) as OutsideSettings & { readonly url: string };
  return { ...outsideAt(at), stop: async () => null, remove: () => undefined };
}

function outsideAt(at: OutsideSettings & { readonly url: string }): Omit<Outside, 'stop' | 'remove'> {
  const env = environment(at);
  const run = (...args: string[]): ChildProcess => spawn(process.execPath, args, { cwd: PROJECT, env });
  return {
    ...at,
    cli: (...args) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          ['ops/cli.ts', ...args],
          { cwd: PROJECT, env },
          (error, stdout, stderr) => {
            resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
          },
        );
      }),
    async simulate({ id, token }) {
      const target = `${at.url}/webhooks/facebook`;
      const child = run(
        'ops/cli.ts',
        'simulate',
        '--port',
        '0',
        '--target',
        target,
        '--page-id',
        id,
        '--token',
        token,
      );
      const [, simulatorUrl = ''] = await untilLine(child, /(http:\S+)/u);
      return {
        url: simulatorUrl,
        async stop() {
          child.kill('SIGTERM');
          await endOf(child);
        },
      };
    },
  };
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** JSON over HTTP with a bearer token. */
export async function ask<T>(
  url: string,
  token: string,
  request: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> {
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...request.headers },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

/** Asks until the answer is what is waited for; the last answer is what a failing test shows. */
export async function askUntil<T>(
  question: () => Promise<T>,
  fits: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await question();
    if (fits(answer) || Date.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A webhook exactly as Facebook would send it, signed by hand. */
export function postSigned(outside: Pick<Outside, 'url' | 'appSecret'>, payload: unknown): Promise<Response> {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', outside.appSecret).update(body).digest('hex');
  return fetch(`${outside.url}/webhooks/facebook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
}

/** A token in a file of the installation's folder, as `account add` wants it. */
function tokenFile(dataDir: string, token: string): string {
  const path = join(dataDir, `page-token-${randomBytes(6).toString('hex')}.txt`);
  writeFileSync(path, token, { mode: 0o600 });
  return path;
}

/** Who answers for that page and sees no other: files that share an installation do not meet. */
export const administratorOf = (page: { readonly id: string }): string => `eva.${page.id}@test.example`;

/** `account add` of a Facebook page that a simulation plays. */
export function addPage(
  outside: Outside,
  simulation: Simulation,
  page: { id: string; token: string; name?: string },
): Promise<Ran> {
  const administrators = [administratorOf(page), `b.${page.id}@test.example`].join(',');
  return outside.cli(
    ...['account', 'add', '--platform', 'facebook', '--external-id', page.id],
    ...['--name', page.name ?? 'Testkommun', '--country', 'SE', '--board', 'Kommunstyrelsen'],
    ...['--admins', administrators, '--unit', 'u@test.example'],
    ...['--token-file', tokenFile(outside.dataDir, page.token), '--api-base', `${simulation.url}/v26.0`],
  );
}

/** A citizen speaks on the page that a simulation plays: the comment's id there. */
export async function speak({ url }: Simulation, text: string, author = 'Kim Prov'): Promise<string> {
  const answer = await fetch(`${url}/_sim/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, author }),
  });
  return ((await answer.json()) as { id: string }).id;
}

export interface PlatformCall {
  readonly type: string;
  readonly targetId: string;
  readonly message?: string;
}

/** What the installation has asked of the platform. */
export const callsOf = async ({ url }: Simulation): Promise<PlatformCall[]> =>
  (await fetch(`${url}/_sim/calls`)).json() as Promise<PlatformCall[]>;
