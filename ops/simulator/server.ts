/** Starts a simulated Facebook page: a Graph API and a webhook sender in one process, on this machine only. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simulatorApp } from './app.ts';
import { type CitizenInput, type Spoken, speak } from './citizen.ts';
import type { Keys } from './facebook/access.ts';
import { FacebookPage } from './facebook/page.ts';
import { WebhookSender } from './facebook/webhooks.ts';
import { type Faults, faultsFrom } from './faults.ts';
import { isOwnUrl } from './loopback.ts';
import { scenarioNamed } from './named.ts';
import { openState } from './persist.ts';
import { playSteps } from './player.ts';
import type { Scenario } from './scenario.ts';
import type { Call, Person, Summary } from './types.ts';

/** All that Uppsikt needs of a page; leave one out to see a permission refused. */
const ALL_SCOPES = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'pages_messaging',
] as const;

export interface SimulatorOptions extends Partial<Faults> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0, the default, is a free one. */
  readonly port?: number;
  /** Uppsikt's `/webhooks/facebook`; must be on this machine. */
  readonly target: string;
  readonly page: Person;
  readonly pageToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly appId?: string;
  /** Reads, but sees no comments. */
  readonly userToken?: string;
  readonly scopes?: readonly string[];
  /** Where the page is kept over restarts. */
  readonly stateFile?: string;
  /** Of the ids; random without it, and then kept in the state file. */
  readonly seed?: string | number;
  /** How long a delivery is tried; default 10 minutes. */
  readonly retryForMs?: number;
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

export interface PlayInput {
  readonly seed?: string | number | undefined;
  /** Default 1; Infinity does not wait. */
  readonly speed?: number | undefined;
  /** How many visitors' comments, where the scenario generates them. */
  readonly count?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Simulator {
  readonly url: string;
  readonly apiBase: string;
  /** Knobs that may be turned while it runs. */
  readonly faults: Faults;
  /** Resolves when all is settled. The same scenario and seed is never played twice on one state. */
  play(scenario: string | Scenario, input?: PlayInput): Promise<Summary>;
  summary(): Summary;
  /** Deliveries that were given up or are under way. */
  unsettled(): number;
  calls(): Call[];
  comment(input: CitizenInput): Promise<Spoken>;
  stop(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  if (!isOwnUrl(options.target)) throw new Error(`${options.target} is not an address on this machine`);
  const { host = '127.0.0.1', log = () => {}, now = Date.now } = options;
  const salt = String(options.seed ?? randomBytes(6).toString('hex'));
  const { stateFile } = options;
  const keeper = openState({
    page: options.page,
    salt,
    log,
    ...(stateFile === undefined ? {} : { file: stateFile }),
  });
  const { state } = keeper;
  const faults = faultsFrom(options);
  const page = new FacebookPage({ keeper, faults, now });
  const callback = { now: { url: options.target, fields: ['feed'] }, verified: () => {} };
  const sender = new WebhookSender({
    pageId: options.page.id,
    secret: options.appSecret,
    retryForMs: options.retryForMs ?? 600_000,
    knobs: faults,
    target: () => callback.now.url,
    now,
    seed: salt,
    onSent: (change) => page.onSent(change),
    onAcknowledged: (change) => page.onAcknowledged(change),
    log,
  });
  page.connect(sender);
  const keys: Keys = {
    pageToken: options.pageToken,
    userToken: options.userToken ?? 'simulator-user-token',
    appId: options.appId ?? '200000000000001',
    appSecret: options.appSecret,
    scopes: options.scopes ?? ALL_SCOPES,
  };

  const summary = (): Summary => {
    const { sent, acknowledged, retried, forged, refused } = sender.counts;
    const counts = { sent, acknowledged, retried, expected: state.expected() };
    return forged === 0 ? counts : { ...counts, forged: { sent: forged, refused } };
  };

  const server = createServer(simulatorApp({ page, keys, callback, host, summary }));
  const { port } = await listen(server, options.port ?? 0, host);
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shown}:${port}`;
  page.base = url;
  void Promise.allSettled(page.resume());

  return {
    url,
    apiBase: `${url}/v26.0`,
    faults,
    summary,
    unsettled: () => state.outbox.size,
    calls: () => [...state.calls],
    comment: (input) => speak(input, page),
    async play(scenario, input = {}) {
      const seed = String(input.seed ?? state.salt);
      const steps =
        typeof scenario === 'string' ? scenarioNamed(scenario, { seed, count: input.count }) : scenario;
      const { signal, speed = 1 } = input;
      const pending = (): number => sender.pending;
      await playSteps(steps, page, { seed, speed, pending, log, ...(signal ? { signal } : {}) });
      // Repeats on purpose may still be under way.
      if (!signal?.aborted) await sender.idle();
      return summary();
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, sender.stop()]);
      keeper.flush();
    },
  };
}
