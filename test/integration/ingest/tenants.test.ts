/** One delivery may hold entries of several municipalities, and its transaction writes for all of them. */
import { expect, test } from '@jest/globals';
import { Actions } from '../../../core/actions/actions.store.ts';
import { commentId } from '../../../core/kernel/ids.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, bodyOf, PAGE_ID, type Value } from '../../support/webhook.ts';

const OTHER_PAGE = '777000777';
const s = suite({ simulator: false });
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 8, minute));

const entry = (page: string, values: readonly Value[]) => ({
  id: page,
  time: Math.floor(at(10).getTime() / 1000),
  changes: values.map((value) => ({ field: 'feed', value })),
});

test('A delivery of two municipalities gives each its own, and a reply of one is no reply of the other', async () => {
  const { world } = s;
  const other = await addTestAccount(
    world.db,
    { tenantId: 'other', externalId: OTHER_PAGE, unit: 'unit@annan.se' },
    world.clock.now(),
  );
  const text = 'Badhuset öppnar nio.';
  // A reply that the other municipality has sent, told by its webhook.
  await Actions(world.db).collection.insertOne({
    _id: 'sent' as never,
    tenantId: 'other',
    accountId: other._id,
    itemId: commentId(other._id, '7_0'),
    type: 'reply',
    state: 'done',
    text,
    remoteId: '7_2',
    alsoCloses: [],
  } as never);
  const asks = added({ id: '1_1', text: 'När öppnar badhuset?', at: at(1) });
  const answers = (id: string, page: string, parentId: string) =>
    added({ id, text, at: at(2), from: { id: page, name: 'Sidan' }, parentId });
  await world.deliver(
    bodyOf([
      entry(PAGE_ID, [asks, answers('1_2', PAGE_ID, '1_1')]),
      entry(OTHER_PAGE, [
        added({ id: '7_1', text: 'Och gymmet?', at: at(1) }),
        answers('7_2', OTHER_PAGE, '7_1'),
      ]),
    ]),
  );
  const ours = await storedOf(s, '1_1');
  const theirs = await storedOf({ ...s, world, account: other }, '7_1');
  expect(ours.item).toMatchObject({ tenantId: 'main', status: 'closed', closeReason: 'answered' });
  expect(ours.events.map(({ tenantId }) => tenantId)).toEqual(ours.events.map(() => 'main'));
  // In its own municipality it is a reply to another item, and answers nothing here.
  expect(theirs.item).toMatchObject({ tenantId: 'other', status: 'open' });
});
