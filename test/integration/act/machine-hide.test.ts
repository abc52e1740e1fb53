/** A policy's hide goes the way of a moderator's, and gives way to every person. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { Actions, type StoredAction } from '../../../core/actions/actions.store.ts';
import { captureById } from '../../../core/evidence/captures.store.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import { HouseRulesVersions } from '../../../core/moderation/house-rules.store.ts';
import { rulesFrom, STRICT_POLICY } from '../../../core/moderation/policy.ts';
import { THREATENING } from '../../support/assess.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, added, edited, envelopeOf, PAGE_ID } from '../../support/webhook.ts';

let policy = STRICT_POLICY;
const s = suite({ policyOf: () => policy });
const THREAT = `Ett ${THREATENING} till dig`;

beforeEach(() => {
  policy = STRICT_POLICY;
});

const rowsOf = (itemId: string) =>
  Actions(s.world.db).find({ tenantId: 'main', itemId }).lean<StoredAction[]>();

/** An edit as the platform would tell it, a minute later by its clock. */
async function edit(externalId: string, text: string): Promise<void> {
  s.world.clock.advance(60_000);
  await s.world.deliver(envelopeOf([edited({ id: externalId, text, at: s.world.clock.now() })]));
  await s.world.settle();
}

async function hidden(): Promise<{ id: string; externalId: string }> {
  const said = await spoken(s, THREAT);
  await s.world.settle();
  expect(await s.api.item(said.id)).toMatchObject({ visibility: 'hidden', machineHide: { state: 'hidden' } });
  return said;
}

describe('what the policy hides', () => {
  test('A comment that the policy hides is sealed, hidden and left open for a person, with policy, categories and rules', async () => {
    const { id, externalId } = await hidden();
    const { item, events } = await storedOf(s, externalId);
    expect(item).toMatchObject({
      status: 'open',
      deadline: { state: 'running' },
      severity: 4,
      removal: { reason: 'threat', axis: null },
      machineHide: { policy: 'strict-1', decision: 'hide', categories: ['threat'] },
    });
    const asked = events.find(({ type }) => type === 'action.requested');
    expect(asked).toMatchObject({
      actor: { kind: 'machine', id: 'policy' },
      data: { type: 'hide', reason: 'threat', axis: 'houseRule', rulesVersion: 1, policy: 'strict-1' },
    });
    const capture = await captureById(s.world.db, { tenantId: 'main', id: item?.captures[0]?.id ?? '' });
    const [call] = callsOn(s, externalId);
    expect(call).toMatchObject({ type: 'hide', ok: true });
    expect(capture?.sealedAt.getTime()).toBeLessThanOrEqual(Date.parse(call?.at ?? ''));
    const [row] = await rowsOf(id);
    expect(row).toMatchObject({ state: 'done', captureId: capture?._id, idempotencyKey: null });
    expect(await s.api.action(row?._id ?? '')).toMatchObject({ actor: { kind: 'machine', id: 'policy' } });
  });

  test('A machine’s hide stands when a person confirms it and says why, and the clock stops', async () => {
    const { id, externalId } = await hidden();
    expect((await s.api.act(id, { type: 'confirm', reason: 'threat', axis: 'secrecy' })).status).toBe(422);
    expect((await s.api.act(id, { type: 'confirm', reason: 'threat', axis: 'legalDuty' })).status).toBe(202);
    const { item } = await storedOf(s, externalId);
    expect(item).toMatchObject({
      status: 'closed',
      closeReason: 'removed',
      machineHide: { state: 'confirmed' },
      removal: { reason: 'threat', axis: 'legalDuty' },
    });
  });

  test('A hold hides only what a hide might, and says that it is one', async () => {
    const hold = { flagAt: 'suspect', holdAt: 'strong', hideAt: 'off', minScore: 0 } as const;
    policy = { version: 'hold-1', categories: rulesFrom('default', { threat: hold, insult: hold }) };
    const two = await spoken(s, THREAT);
    const one = await spoken(s, 'Du är en idiot');
    await s.world.settle();
    expect(await s.api.item(two.id)).toMatchObject({
      decision: 'hold',
      visibility: 'hidden',
      machineHide: { decision: 'hold', policy: 'hold-1' },
    });
    expect(await s.api.item(one.id)).toMatchObject({
      decision: 'hold',
      visibility: 'public',
      machineHide: null,
    });
    expect((await storedOf(s, one.externalId)).item?.severity).toBe(3);
    expect(callsOn(s, one.externalId)).toEqual([]);
  });
});

describe('never', () => {
  test('The machine never hides what only one signal found, or what the account itself wrote', async () => {
    const one = await spoken(s, 'Du är en idiot');
    const own = added({
      id: '777_1',
      text: THREAT,
      at: s.world.clock.now(),
      from: { id: PAGE_ID, name: 'Sidan' },
      parentId: one.externalId,
    });
    await s.world.deliver(envelopeOf([own]));
    await s.world.settle();
    expect([...callsOn(s, one.externalId), ...callsOn(s, '777_1')]).toEqual([]);
    expect(await rowsOf(one.id)).toEqual([]);
  });

  test('The machine never hides again what a person has shown again, however often it is edited', async () => {
    const { id, externalId } = await hidden();
    expect((await s.api.act(id, { type: 'unhide' })).status).toBe(202);
    await s.world.settle();
    expect(await s.api.item(id)).toMatchObject({ visibility: 'public', machineHide: { state: 'restored' } });
    await edit(externalId, `${THREAT}!`);
    await edit(externalId, `${THREAT}!!`);
    expect(await s.api.item(id)).toMatchObject({ decision: 'hide', visibility: 'public' });
    expect(callsOn(s, externalId).map(({ type }) => type)).toEqual(['hide', 'unhide']);
  });

  test('The machine never hides again what somebody has shown again on the platform itself', async () => {
    const { id, externalId } = await hidden();
    s.world.clock.advance(60_000);
    await s.world.deliver(envelopeOf([acted('unhide', { id: externalId, at: s.world.clock.now() })]));
    await edit(externalId, `${THREAT}!`);
    expect(await s.api.item(id)).toMatchObject({ visibility: 'public', machineHide: { state: 'restored' } });
    expect(callsOn(s, externalId).map(({ type }) => type)).toEqual(['hide']);
  });

  test('The machine never hides what was hidden and shown again on the platform before it became a threat', async () => {
    const { id, externalId } = await spoken(s, 'Hej där borta');
    for (const verb of ['hide', 'unhide'] as const) {
      s.world.clock.advance(60_000);
      await s.world.deliver(envelopeOf([acted(verb, { id: externalId, at: s.world.clock.now() })]));
    }
    await edit(externalId, THREAT);
    expect(await s.api.item(id)).toMatchObject({ decision: 'hide', visibility: 'public', machineHide: null });
  });

  test('The machine never hides what a person judged before it became a threat', async () => {
    const { id, externalId } = await spoken(s, 'Hej där');
    await s.api.act(id, { type: 'close', reason: 'no-answer-needed' });
    await edit(externalId, THREAT);
    const left = { decision: 'hide', visibility: 'public', machineHide: null, status: 'open' };
    expect(await s.api.item(id)).toMatchObject(left);
    expect(callsOn(s, externalId)).toEqual([]);
  });

  test('The machine does hide what was merely assigned or tagged', async () => {
    const { id, externalId } = await spoken(s, 'Hej igen');
    await s.api.act(id, { type: 'tag', tag: 'vinter' });
    await edit(externalId, THREAT);
    expect(await s.api.item(id)).toMatchObject({ visibility: 'hidden' });
  });

  test('The machine never hides without house rules that a removal can cite', async () => {
    const rules = HouseRulesVersions(s.world.db);
    const kept = await rules.find({ tenantId: 'main' }).lean();
    await rules.deleteMany({ tenantId: 'main' });
    const { id, externalId } = await spoken(s, THREAT);
    await s.world.settle();
    await rules.insertMany(kept, { lean: true });
    expect(await s.api.item(id)).toMatchObject({ decision: 'hide', visibility: 'public', machineHide: null });
    expect(callsOn(s, externalId)).toEqual([]);
  });
});

describe('an action that waits', () => {
  /** The comment is ingested, the hide stored, and the worker not yet there. */
  async function waiting(externalId: string, text = THREAT) {
    const body = envelopeOf([added({ id: externalId, text, at: s.world.clock.now() })]);
    await Accounts(s.world.db).updateOne({ tenantId: 'main', _id: s.account._id }, { outgoing: 'paused' });
    await s.world.deliver(body);
    await Accounts(s.world.db).updateOne({ tenantId: 'main', _id: s.account._id }, { outgoing: 'active' });
    const { item } = await storedOf(s, externalId);
    const [row] = await rowsOf(item?._id ?? '');
    return { id: item?._id ?? '', row };
  }

  test('An action of the machine is blocked like a moderator’s, and carried out when its cause is mended', async () => {
    const { id, row } = await waiting('888_1');
    expect(row).toMatchObject({ state: 'blocked', cause: 'paused' });
    await s.api.send('POST', `/api/actions/${row?._id}/retry`, {});
    await s.world.settle();
    expect(new Set(callsOn(s, '888_1').map(({ type }) => type))).toEqual(new Set(['hide']));
    // The simulated page does not know this comment: what counts is that the machine tried.
    expect((await s.api.item(id)).machineHide?.state).not.toBe('withdrawn');
  });

  test('An action that waits is withdrawn when the author has taken the words back meanwhile', async () => {
    const { id, row } = await waiting('888_2');
    await edit('888_2', 'Förlåt');
    await s.api.send('POST', `/api/actions/${row?._id}/retry`, {});
    await s.world.settle();
    expect(callsOn(s, '888_2')).toEqual([]);
    expect(await s.api.item(id)).toMatchObject({
      visibility: 'public',
      machineHide: { state: 'withdrawn' },
      actions: [{ type: 'hide', state: 'cancelled' }],
    });
  });

  test('An action that waits is withdrawn when a person has called the verdict wrong meanwhile', async () => {
    const { id, row } = await waiting('888_3');
    await s.api.act(id, { type: 'correct', category: 'threat', as: 'wrong' });
    await s.api.send('POST', `/api/actions/${row?._id}/retry`, {});
    await s.world.settle();
    expect(callsOn(s, '888_3')).toEqual([]);
    expect(await s.api.item(id)).toMatchObject({ visibility: 'public', machineHide: { state: 'withdrawn' } });
  });

  test('An action that a person undoes in time is never asked for again, however the text is edited', async () => {
    const { id, row } = await waiting('888_5');
    // Retried it waits again, for its worker; that is no judgement yet.
    await s.api.send('POST', `/api/actions/${row?._id}/retry`, {});
    expect((await storedOf(s, '888_5')).item?.personDecided).toBeUndefined();
    expect((await s.api.send('DELETE', `/api/actions/${row?._id}`)).status).toBe(200);
    expect((await storedOf(s, '888_5')).item).toMatchObject({ personDecided: true });
    await edit('888_5', `${THREAT}!`);
    expect(await s.api.item(id)).toMatchObject({
      decision: 'hide',
      visibility: 'public',
      machineHide: { state: 'withdrawn' },
    });
    expect(await rowsOf(id)).toHaveLength(1);
  });

  test('An action’s id derives from text and policy, so the same delivery again asks for nothing more', async () => {
    const at = s.world.clock.now();
    const body = (x: number) => envelopeOf([added({ id: '888_4', text: THREAT, at })], { time: x } as object);
    await s.world.deliver(body(1));
    await s.world.deliver(body(2));
    const { item } = await storedOf(s, '888_4');
    const rows = await rowsOf(item?._id ?? '');
    expect(rows.map(({ _id }) => _id)).toEqual([
      sha256([item?._id, 'machine-hide', '1', 'strict-1'].join('\u001f')).slice(0, 32),
    ]);
  });
});
