/** Rows that leave the machine: one worker holds each, for a while, and only it may finish it. */
import { describe, expect, test } from '@jest/globals';
import {
  ACTION_ROWS,
  actionById,
  actionByKey,
  forgetOldKeys,
  insertAction,
  type StoredAction,
  updateUnclaimed,
} from '../../../core/actions/actions.store.ts';
import { CONTEXT_ROWS, type Context, contextId, newContext } from '../../../core/inbox/contexts.store.ts';
import { isDuplicateKey, transaction } from '../../../core/kernel/db.ts';
import { claimRow, dueRows, requestRows, settleRow, updateRow } from '../../../core/kernel/job-rows.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const LEASE_MS = ACTION_ROWS.leaseMs;
const later = (ms: number): Date => new Date(MONDAY.getTime() + ms);
let made = 0;

async function stored(some: Partial<StoredAction> = {}): Promise<StoredAction> {
  made += 1;
  const action: StoredAction = {
    _id: `action-${made}`,
    tenantId: 'main',
    accountId: 'a',
    itemId: 'i',
    type: 'reply',
    state: 'pending',
    actor: { kind: 'person', id: 'p' },
    createdAt: MONDAY,
    notBefore: MONDAY,
    finishedAt: null,
    text: 'Hej',
    removal: null,
    captureId: null,
    remoteId: null,
    cause: null,
    attempts: 0,
    sentAt: null,
    lease: null,
    idempotencyKey: null,
    ...some,
  };
  await transaction(s.world.db, (session) => insertAction(s.world.db, action, session));
  return action;
}
const claim = (id: string, now = MONDAY, tenantId = 'main') =>
  claimRow(s.world.db, ACTION_ROWS, { tenantId, id, now });
const updateClaimed = (claimed: StoredAction, set: Partial<StoredAction>) =>
  updateRow(s.world.db, ACTION_ROWS, { claimed, set });
const settleClaimed = (claimed: StoredAction, set: Partial<StoredAction>) =>
  settleRow(s.world.db, ACTION_ROWS, { claimed, set });

describe('claiming an action', () => {
  test('One of twenty claims at once wins', async () => {
    const { _id } = await stored();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(_id)));
    expect(claims.filter((one) => one !== null)).toHaveLength(1);
  });

  test('An action is not claimed before its time, when it is finished, or by another municipality', async () => {
    expect(await claim((await stored({ notBefore: later(1) }))._id)).toBeNull();
    for (const state of ['done', 'failed', 'blocked', 'cancelled'] as const)
      expect(await claim((await stored({ state }))._id)).toBeNull();
    expect(await claim((await stored())._id, MONDAY, 'other')).toBeNull();
  });

  test('An expired lease is taken over; what was running is then unknown; the first may not finish it', async () => {
    const { _id } = await stored();
    const first = await claim(_id);
    if (first === null) throw new Error('not claimed');
    expect(await updateClaimed(first, { state: 'running' })).toBe(true);
    expect(await claim(_id, later(LEASE_MS - 1))).toBeNull();
    const second = await claim(_id, later(LEASE_MS));
    expect(second).toMatchObject({ state: 'unknown', attempts: 2 });
    expect(await updateClaimed(first, { state: 'done' })).toBe(false);
    expect((await actionById(s.world.db, { tenantId: 'main', id: _id }))?.state).toBe('unknown');
    if (second) expect(await settleClaimed(second, { state: 'done' })).toBe(true);
  });

  test('An action that a worker holds cannot be undone', async () => {
    const { _id: id } = await stored();
    await claim(id);
    const undo = () =>
      transaction(s.world.db, (session) =>
        updateUnclaimed(
          s.world.db,
          { tenantId: 'main', id, from: ['pending'], set: { state: 'cancelled' } },
          session,
        ),
      );
    expect(await undo()).toBe(false);
  });

  test('The sweeper finds what is due and free, and nothing else', async () => {
    const due = await stored({ notBefore: later(-20_000) });
    const held = await stored({ notBefore: later(-20_000) });
    await claim(held._id);
    const notYet = await stored({ notBefore: later(60_000) });
    const find = async (now: Date) =>
      (await dueRows(s.world.db, ACTION_ROWS, { before: later(-10_000), now, limit: 100 })).map(
        ({ _id }) => _id,
      );
    expect(await find(MONDAY)).toContain(due._id);
    expect(await find(MONDAY)).not.toContain(held._id);
    expect(await find(MONDAY)).not.toContain(notYet._id);
    expect(await find(later(LEASE_MS))).toContain(held._id);
  });
});

describe('idempotency keys', () => {
  test('An idempotency key is unique within a municipality, and free after 24 hours', async () => {
    const first = await stored({ idempotencyKey: 'k' });
    const again = await stored({ idempotencyKey: 'k' }).catch((error: unknown) => error);
    expect(isDuplicateKey(again)).toBe(true);
    await stored({ idempotencyKey: 'k', tenantId: 'other' });
    await stored({ idempotencyKey: null });
    expect((await actionByKey(s.world.db, { tenantId: 'main', idempotencyKey: 'k' }))?._id).toBe(first._id);
    await forgetOldKeys(s.world.db, later(24 * 3_600_000));
    expect(await actionByKey(s.world.db, { tenantId: 'main', idempotencyKey: 'k' })).not.toBeNull();
    await forgetOldKeys(s.world.db, later(24 * 3_600_000 + 1));
    expect(await actionByKey(s.world.db, { tenantId: 'main', idempotencyKey: 'k' })).toBeNull();
  });
});

describe('contexts', () => {
  const wanted = { tenantId: 'main', accountId: 'a', externalId: 'post-1' };
  const id = contextId('a', 'post-1');
  const want = () =>
    transaction(s.world.db, (session) =>
      requestRows(s.world.db, CONTEXT_ROWS, { rows: [newContext(wanted)], session, now: MONDAY }),
    );
  const claimContext = (now: Date) => claimRow(s.world.db, CONTEXT_ROWS, { tenantId: 'main', id, now });
  const updateContext = (claimed: Context, set: Partial<Context>) =>
    settleRow(s.world.db, CONTEXT_ROWS, { claimed, set });

  test('A context is asked for once, held by one worker, and kept once it is there', async () => {
    await want();
    await want();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimContext(MONDAY)));
    const held = claims.filter((one) => one !== null);
    expect(held).toHaveLength(1);
    const due = await dueRows(s.world.db, CONTEXT_ROWS, { before: MONDAY, now: MONDAY, limit: 10 });
    expect(due).toEqual([]);
    expect(await updateContext(held[0]!, { state: 'fetched', text: 'Nyheter' })).toBe(true);
    expect(await updateContext(held[0]!, { state: 'failed' })).toBe(false);
    await want();
    expect(await claimContext(later(99_999))).toBeNull();
  });
});
