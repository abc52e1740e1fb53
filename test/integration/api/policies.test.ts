/** Moderation policies over the API: versions, who may, the trial on history, and what judging follows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import type { Role } from '../../../core/kernel/roles.ts';
import {
  type ModerationCache,
  openModerationCache,
} from '../../../core/moderation/moderation-policies.store.ts';
import type {
  ModerationPolicies,
  ModerationVersionShape,
  PolicyTrial,
} from '../../../core/moderation/policies.contract.ts';
import { DEFAULT_POLICY, type ModerationPolicy } from '../../../core/moderation/policy.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { THREATENING } from '../../support/assess.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';

let policyCache: ModerationCache | undefined;
afterAll(() => policyCache?.close());
const assessing = (account: Account): ModerationPolicy => policyCache?.policyOf(account) ?? DEFAULT_POLICY;
const s = suite({ simulator: false, policyOf: assessing });

const PATH = '/api/policies';
const HIDING = { base: 'default', categories: { threat: { hideAt: 'strong' } } };
const OTHER_PAGE = '999888777';
let other: Account;
let unit: ApiClient;

const client = (role: Role, accountIds: readonly string[] | 'all' = 'all') =>
  apiClient(s.world.db, s.world.url, { role, accountIds, now: s.world.clock.now() });

const say = (id: string, text: string, page = PAGE_ID) =>
  s.world.deliver(envelopeOf([added({ id, text, at: s.world.clock.now() })], { page, salt: id }));

const put = async (body: object) =>
  unit.send<ModerationVersionShape>('POST', PATH, {
    accountId: null,
    policy: HIDING,
    basedOn: null,
    ...body,
  });

const attempt = async (as: ApiClient, body: object) => {
  const answer = await as.send<PolicyTrial>('POST', `${PATH}/try`, { policy: HIDING, ...body });
  expect(answer.status).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  policyCache = await openModerationCache(s.world.db, () => undefined);
  other = await addTestAccount(
    s.world.db,
    { externalId: OTHER_PAGE, name: 'Biblioteket' },
    s.world.clock.now(),
  );
  unit = await client('communications-unit');
  await say('1_1', `Ett ${THREATENING} till dig`);
  await say('1_2', 'Du är en idiot');
  await say('1_3', 'Tack för hjälpen');
  await say('2_1', `Ännu ett ${THREATENING}`, OTHER_PAGE);
  s.world.clock.advance(1000);
});

describe('a trial', () => {
  test('A trial counts what the proposal would do beside what is in force, with ids to open and no text', async () => {
    const { body } = await unit.send('POST', `${PATH}/try`, { policy: HIDING });
    const trial = body as PolicyTrial;
    expect(trial).toMatchObject({
      items: 4,
      notClassified: 0,
      truncated: false,
      accountsLeftOut: 0,
      now: { version: 'default-1', decisions: { none: 1, flag: 3, hold: 0, hide: 0 }, outOfSight: 0 },
      proposed: { decisions: { none: 1, flag: 1, hold: 0, hide: 2 }, outOfSight: 2 },
      changes: [{ from: 'flag', to: 'hide', count: 2 }],
    });
    expect(trial.byAccount).toMatchObject([
      { name: 'Biblioteket', obstacle: null, items: 1, now: 0, proposed: 1, perDay: { proposed: 1 } },
      { name: 'Exempels kommun', obstacle: null, items: 3, now: 0, proposed: 1 },
    ]);
    expect(trial.perDay).toEqual({ now: 0, proposed: 2 });
    const threat = trial.byCategory.find(({ category }) => category === 'threat');
    expect(threat).toMatchObject({ now: { flag: 2, hide: 0 }, proposed: { flag: 0, hide: 2 } });
    const [example] = threat?.examples ?? [];
    expect(example).toMatchObject({ now: 'flag', proposed: 'hide' });
    expect((await s.api.item(example?.itemId ?? '')).text).toContain(THREATENING);
    expect(JSON.stringify(trial)).not.toContain(THREATENING);
  });

  test('An account that cannot hide is named with the reason, and nothing is out of sight there', async () => {
    const key = { tenantId: 'main', _id: other._id };
    for (const [change, obstacle] of [
      [{ encryptedToken: null }, 'no-token'],
      [{ 'capabilities.hide': false }, 'platform'],
    ] as const) {
      await Accounts(s.world.db).updateOne(key, { $set: change });
      const { byAccount, proposed, perDay } = await attempt(unit, {});
      expect(byAccount.find(({ accountId }) => accountId === other._id)).toMatchObject({
        ...{ obstacle, proposed: 0, perDay: { proposed: 0 } },
      });
      expect([proposed.decisions.hide, proposed.outOfSight, perDay.proposed]).toEqual([2, 1, 1]);
    }
    const back = { encryptedToken: other.encryptedToken, 'capabilities.hide': true };
    await Accounts(s.world.db).updateOne(key, { $set: back });
  });

  test('A trial stays in the reader’s scope, in its period and under its limit', async () => {
    const moderator = await client('moderator', [other._id]);
    expect(await attempt(moderator, {})).toMatchObject({ items: 1, proposed: { outOfSight: 1 } });
    expect(await attempt(moderator, { accountId: other._id })).toMatchObject({ items: 1 });
    const foreign = await moderator.send('POST', `${PATH}/try`, { policy: HIDING, accountId: s.account._id });
    expect(foreign.status).toBe(404);
    expect(await attempt(unit, { limit: 2 })).toMatchObject({ items: 2, truncated: true });
    expect(await attempt(unit, { to: '2026-01-01T00:00:00Z' })).toMatchObject({ items: 0 });
  });

  test('An older item, which does not say whom it speaks of, is not hidden as speech', async () => {
    const two = ['lexicon', 'model'];
    const before = { tenantId: 'main', externalId: '1_2' };
    await Items(s.world.db).collection.updateOne(
      before,
      {
        $set: { 'verdicts.$[v].strongSignals': two },
      },
      { arrayFilters: [{ 'v.category': 'insult' }] },
    );
    const policy = { base: 'strict' };
    expect(await attempt(unit, { policy })).toMatchObject({ proposed: { decisions: { hide: 3 } } });
    await Items(s.world.db).collection.updateOne(before, { $unset: { aboutMunicipality: 1 } });
    expect(await attempt(unit, { policy })).toMatchObject({ proposed: { decisions: { hide: 2 } } });
  });
});

describe('putting one in force', () => {
  test('Only the communications unit and the system administrator put rules in force; others read', async () => {
    for (const role of ['moderator', 'administrator', 'auditor'] as const) {
      const reader = await client(role);
      expect((await reader.send('POST', PATH, { policy: HIDING, basedOn: null })).status).toBe(403);
      expect((await reader.get(PATH)).status).toBe(200);
    }
    const wrong = { policy: { categories: { threat: { hideAt: 'suspect' } } }, basedOn: null };
    expect((await unit.send('POST', PATH, wrong)).status).toBe(422);
  });

  test('Every version is kept with who and when, and one that was based on another is refused', async () => {
    const first = await put({});
    expect(first).toMatchObject({
      status: 201,
      body: { version: 'municipality-1', inForce: true, base: 'default' },
    });
    expect(first.body.categories?.threat).toMatchObject({ flagAt: 'suspect', hideAt: 'strong' });
    expect(await put({})).toMatchObject({ status: 409, body: { error: { code: 'stale_policy' } } });
    const second = await put({ policy: { base: 'strict' }, basedOn: 'municipality-1' });
    expect(second.body.version).toBe('municipality-2');
    const { body } = await unit.get<{ versions: ModerationVersionShape[] }>(`${PATH}/history`);
    expect(body.versions.map(({ version, inForce }) => [version, inForce])).toEqual([
      ['municipality-2', true],
      ['municipality-1', false],
    ]);
    expect(body.versions[0]?.by.kind).toBe('token');
  });

  test('One of two changes at once learns that it came second', async () => {
    const both = await Promise.all([put({ basedOn: 'municipality-2' }), put({ basedOn: 'municipality-2' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('A policy in force judges what comes from now on, an account’s own before the municipality’s', async () => {
    await policyCache?.refresh();
    await say('1_4', `Tredje ${THREATENING}`);
    const judged = (await storedOf(s, '1_4')).item;
    expect(judged).toMatchObject({ decision: 'hide', policyVersion: 'municipality-3' });
    expect((await storedOf(s, '1_1')).item).toMatchObject({ decision: 'flag', policyVersion: 'default-1' });

    const quiet = { base: 'default', categories: { threat: { flagAt: 'off' } } };
    const own = await put({ accountId: other._id, policy: quiet });
    expect(own.body.version).toBe(`account-${other._id.slice(0, 12)}-1`);
    await policyCache?.refresh();
    expect(assessing(other).version).toBe(own.body.version);
    expect(assessing(s.account).version).toBe('municipality-3');
    // The municipality's policy no longer reaches it, so its trial leaves it out.
    expect(await attempt(unit, {})).toMatchObject({ accountsLeftOut: 1 });

    const stranger = await client('moderator', [s.account._id]);
    const seen = (await stranger.get<ModerationPolicies>(PATH)).body.policies;
    expect(seen.map(({ accountId }) => accountId)).toEqual([null]);
    expect((await stranger.get(`${PATH}/history?accountId=${other._id}`)).status).toBe(404);

    const back = await put({ accountId: other._id, policy: null, basedOn: own.body.version });
    expect(back).toMatchObject({ status: 201, body: { categories: null } });
    await policyCache?.refresh();
    expect(assessing(other).version).toBe('municipality-3');
  });
});
