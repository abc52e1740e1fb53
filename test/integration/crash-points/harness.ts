/** Kills one command at every store write, restarts, and compares with the run that nobody disturbed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { setApiBase, setOutgoing } from '../../../core/accounts/accounts.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { type Simulator, startSimulator } from '../../../ops/simulator/server.ts';
import { type Crash, installCrash, type Moment } from '../../support/crash.ts';
import { normalised } from '../../support/normal.ts';
import { clear, dump } from '../../support/snapshot.ts';
import { type Suite, suite } from '../../support/suite.ts';
import { SEALING, unsealedRemovals } from '../../support/unsealed.ts';
import { APP_SECRET, PAGE_ID, PAGE_TOKEN, POST_ID, VERIFY_TOKEN } from '../../support/webhook.ts';
import { WHOLE } from '../../support/whole.ts';
import { settleAll, type WorldOptions } from '../../support/world.ts';

export interface Stage extends Suite {
  /** The platform of this one run. */
  readonly sim: Simulator;
}

export interface Scenario {
  /** What stands before the command. */
  prepare?(stage: Stage): Promise<void>;
  /** The command. Throws, or not, when its process is killed. */
  perform(stage: Stage): Promise<unknown>;
  /** Whoever asked asks again after the crash: a client with its key, a sender until 200. A job is not asked for. */
  readonly asksAgain?: true;
  /**
   * After a crash it may end in the same place by another way: what else was done on it is not compared. Each call on the
   * platform must have its seal all the same.
   */
  readonly detours?: true;
  /** The command lets the clock run on from its own moment, which a crash puts later. */
  readonly reopens?: true;
}

export interface CrashSuite {
  /** Runs the scenario without a crash, then with one at every write. Returns how many points there were. */
  everyPoint(scenario: Scenario): Promise<number>;
}

const KEPT = new Set([
  'accounts',
  'people',
  'houseRules',
  'tenants',
  'apiTokens',
  'migrations',
  'system.views',
]);
/** Where the account is what the command makes. */
const KEPT_OF_ALL = new Set(['apiTokens', 'migrations', 'system.views']);
const MAX_POINTS = 60;
/** A commit is killed before every ninth write and after every ninth; `npm run test:faults` before and after each. */
const STEP = WHOLE ? 1 : 9;

/** Answers every webhook of the platform with 200: what our own acts tell us later is another test's business. */
async function startSink(): Promise<{ server: Server; url: string }> {
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => res.end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/facebook` };
}

/** What a citizen and the page see. */
async function pageOf(sim: Simulator): Promise<unknown> {
  const nodes = (await (await fetch(`${sim.url}/_sim/nodes`)).json()) as Record<string, unknown>[];
  const shown = nodes.map(({ id, text, hidden, deleted, likedByPage, own, parentId }) => ({
    id,
    text,
    hidden,
    deleted,
    likedByPage,
    own,
    parentId,
  }));
  const bans = sim.calls().filter(({ type, ok }) => type === 'ban' && ok);
  return {
    shown,
    replies: sim.calls().filter(({ type }) => type === 'reply').length,
    banned: bans.length > 0,
  };
}

/** Where a removal has ended: on the page, on the item, its own action and its evidence. */
async function endOf({ world, sim }: Stage): Promise<unknown> {
  const { actions = [], items = [], captures = [] } = await dump(world.db, ['actions', 'items', 'captures']);
  const { shown, banned } = (await pageOf(sim)) as { shown: Record<string, unknown>[]; banned: boolean };
  return {
    shown: shown.map(({ hidden: _hidden, ...node }) => node),
    banned,
    items: items.map(({ visibility, status }) => ({ visibility, status })),
    actions: actions
      .filter(({ type }) => type !== 'hide')
      .map(({ type, state, cause }) => ({ type, state, cause })),
    isPictured: captures.some(({ recordId }) => recordId !== undefined),
  };
}

export function crashSuite(
  options: { clearAll?: true } & Pick<Partial<WorldOptions>, 'policyOf'> = {},
): CrashSuite {
  const { clearAll: _, ...world } = options;
  const s = suite({ simulator: false, ...world });
  let crash: Crash;
  let sink: Awaited<ReturnType<typeof startSink>>;
  beforeAll(async () => {
    crash = installCrash();
    sink = await startSink();
  });
  afterAll(() => new Promise<void>((resolve) => void sink.server.close(() => resolve())));

  async function reset(): Promise<void> {
    await clear(s.world.db, options.clearAll ? KEPT_OF_ALL : KEPT);
    s.world.queue.empty();
    s.world.clock.set(new Date('2026-03-02T09:00:00.000Z'));
    if (options.clearAll) return;
    const key = { tenantId: 'main', id: s.account._id };
    await transaction(s.world.db, (session) =>
      setOutgoing(s.world.db, { ...key, outgoing: 'active' }, session),
    );
  }

  /** The same in every run: permalinks are stored, and sealed. */
  let simulatorPort = 0;

  async function onStage<T>(run: (stage: Stage) => Promise<T>): Promise<T> {
    await reset();
    const sim = await startSimulator({
      port: simulatorPort,
      target: sink.url,
      page: { id: PAGE_ID, name: 'Exempels kommun' },
      pageToken: PAGE_TOKEN,
      appSecret: APP_SECRET,
      verifyToken: VERIFY_TOKEN,
      seed: 'crash',
      now: () => s.world.clock.now().getTime(),
    });
    simulatorPort = Number(new URL(sim.url).port);
    try {
      // The post that the tests' comments hang on.
      await sim.comment({
        kind: 'post',
        author: { id: PAGE_ID, name: 'Sidan' },
        text: 'Nyheter',
        externalId: POST_ID,
      });
      await setApiBase(s.world.db, { tenantId: 'main', id: s.account._id }, sim.apiBase);
      return await run({ world: s.world, api: s.api, account: s.account, sim });
    } finally {
      await sim.stop();
    }
  }

  /** Null: the command ended before the point was reached. */
  async function run(scenario: Scenario, point: { at: number; moment: Moment } | null) {
    return onStage(async (stage) => {
      await scenario.prepare?.(stage);
      const start = s.world.clock.now();
      s.world.clock.advance(1000);
      if (point !== null) crash.arm(point.at, point.moment);
      await Promise.resolve(scenario.perform(stage)).catch((error: unknown) => {
        if (point === null) throw error;
      });
      if (point !== null) {
        if (!crash.restart()) return null;
        await neverRemovedUnsealed(stage);
        // What Redis held is gone too: the store alone must know.
        s.world.queue.empty();
        if (scenario.asksAgain) await scenario.perform(stage);
      }
      await settleAll(s.world.deps, s.world.queue, s.world.clock);
      await neverRemovedUnsealed(stage);
      if (scenario.detours) return { end: await endOf(stage) };
      return {
        store: normalised(await dump(s.world.db), start, !scenario.reopens),
        page: await pageOf(stage.sim),
      };
    });
  }

  async function neverRemovedUnsealed({ sim, world }: Stage): Promise<void> {
    expect(unsealedRemovals(sim.calls(), await dump(world.db, SEALING))).toEqual([]);
  }

  return {
    async everyPoint(scenario) {
      const wanted = await run(scenario, null);
      let points = 0;
      for (const moment of ['before', 'after'] as const)
        for (let at = moment === 'before' ? 1 : Math.ceil(STEP / 2); ; at += STEP) {
          if (at > MAX_POINTS) throw new Error('The command does not end.');
          const outcome = await run(scenario, { at, moment });
          if (outcome === null) break;
          points += 1;
          expect({ at, moment, ...outcome }).toEqual({ at, moment, ...wanted });
        }
      expect(points).toBeGreaterThan(WHOLE ? 1 : 0);
      return points;
    },
  };
}
