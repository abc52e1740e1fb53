import { describe, expect, test } from '@jest/globals';
import { changesSince, nameOf, seenOf } from '../../../client/src/inbox/acting/since.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { itemWith as itemOf } from './item-fixture.ts';

const itemWith = (change: Partial<ItemShape>) => itemOf('i', change);

const before = itemWith({ version: 5 });
const seen = seenOf(before);
const action = (
  id: string,
  type: 'reply' | 'hide' | 'delete',
  state: 'pending' | 'done' | 'failed' | 'cancelled',
) => ({
  id,
  type,
  state,
  cause: null,
});
const kinds = (change: Partial<ItemShape>) =>
  changesSince(seen, itemWith({ version: 6, ...change })).map(({ kind }) => kind);

describe('what came since a draft was begun', () => {
  test.each([
    ['an answer on its way', { actions: [action('r', 'reply', 'pending')] }, ['answered']],
    ['an answer that was taken back', { actions: [action('r', 'reply', 'cancelled')] }, []],
    ['an answer that was refused', { actions: [action('r', 'reply', 'failed')] }, []],
    [
      'an answer that closed the item',
      { actions: [action('r', 'reply', 'done')], status: 'closed', closeReason: 'answered' },
      ['answered'],
    ],
    ['an answer on the platform itself', { status: 'closed', closeReason: 'answered' }, ['answered']],
    ['a hide on its way', { actions: [action('h', 'hide', 'pending')] }, ['hidden']],
    [
      'a hide that closed it',
      {
        actions: [action('h', 'hide', 'done')],
        visibility: 'hidden',
        status: 'closed',
        closeReason: 'removed',
      },
      ['hidden'],
    ],
    ['a hide on the platform', { visibility: 'hidden' }, ['hidden']],
    ['a delete', { actions: [action('d', 'delete', 'pending')] }, ['removed']],
    [
      'a removal by the citizen',
      { visibility: 'removed', status: 'closed', closeReason: 'removed-on-platform' },
      ['removed'],
    ],
    ['an edit', { revision: before.revision + 1 }, ['edited']],
    ['an edit whose text is not told', { newText: 'awaited' }, ['edited']],
    ['a close', { status: 'closed', closeReason: 'duplicate' }, ['closed']],
    ['a wait', { status: 'waiting' }, ['waiting']],
    ['a snooze, a tag, an assignee', { status: 'snoozed', tags: ['vinter'], assignee: 'p-2' }, []],
  ] as const)('%s is told as what it is', (_what, change, expected) => {
    expect(kinds(change as unknown as Partial<ItemShape>)).toEqual(expected);
  });

  test('A removal by the citizen is not said of the colleague who had hidden it', () => {
    const hidden = { visibility: 'removed' as const, actions: [action('h', 'hide', 'done')] };
    expect(changesSince(seen, itemWith({ version: 7, ...hidden }))[0]).toEqual({
      kind: 'removed',
      actionId: null,
    });
    const deleted = { visibility: 'removed' as const, actions: [action('d', 'delete', 'done')] };
    const begun = seenOf(itemWith({ version: 5, actions: [action('d', 'delete', 'pending')] }));
    for (const known of [seen, begun])
      expect(changesSince(known, itemWith({ version: 7, ...deleted }))[0]).toEqual({
        kind: 'removed',
        actionId: 'd',
      });
  });

  test('A second edit is another change than the first, and is asked about again', () => {
    const [first, second] = [1, 2].map((by) =>
      nameOf(changesSince(seen, itemWith({ version: 5 + by, revision: before.revision + by }))),
    );
    expect(first).not.toBe(second);
  });

  test('What was on its way already when the draft was begun is nothing new once it is done', () => {
    const begun = seenOf(itemWith({ version: 5, actions: [action('h', 'hide', 'pending')] }));
    const done = itemWith({
      version: 7,
      actions: [action('h', 'hide', 'done')],
      visibility: 'hidden',
      status: 'closed',
      closeReason: 'removed',
    });
    expect(changesSince(begun, done)).toEqual([]);
  });
});
