import { allChips } from '../../../client/src/inbox/chips.ts';
import { asksSomething } from '../../../client/src/inbox/dialogs/removal-choice.ts';
import { canConfirm, canCount, canWait } from '../../../client/src/inbox/item/abilities.ts';
import { mayCloseWith, othersOf } from '../../../client/src/inbox/item/other-questions.ts';
import type { ThreadEntry } from '../../../core/inbox/items.contract.ts';
import { itemWith } from './item-fixture.ts';

describe('what an item’s state offers', () => {
  it('An item offers only what its state allows', () => {
    const hidden = itemWith('a', { visibility: 'hidden' });
    const machine = { counts: true, hiddenByPerson: false };
    expect(canConfirm(hidden, machine)).toBe(true);
    expect(canConfirm(hidden, { ...machine, hiddenByPerson: true })).toBe(false);
    expect(canConfirm({ ...hidden, status: 'closed' }, machine)).toBe(false);
    expect(canConfirm(itemWith('a'), machine)).toBe(false);
    expect(['open', 'snoozed', 'waiting', 'closed'].map((status) => canWait({ status } as never))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(canCount(itemWith('a'))).toBe(true);
    expect(canCount(itemWith('a', { deadline: { ...hidden.deadline, startedAt: null } }))).toBe(false);
  });
});

describe('waiting', () => {
  it('Waiting is said once: by the clock, or by a chip where there is none', () => {
    const { deadline } = itemWith('a');
    const keys = (state: typeof deadline.state) =>
      allChips(itemWith('a', { status: 'waiting', deadline: { ...deadline, state } })).map(({ key }) => key);
    expect(keys('paused')).not.toContain('chip.waiting');
    expect(keys('none')).toContain('chip.waiting');
  });
});

describe('closing with one reply', () => {
  const author = { id: 'u1', name: 'Lars' };
  const item = itemWith('a', { author });
  const other = itemWith('b', { author });
  const entry = (itemId: string | null, more: Partial<ThreadEntry> = {}): ThreadEntry => ({
    externalId: `x-${itemId}`,
    itemId,
    parentId: null,
    author,
    own: false,
    text: '',
    at: null,
    visibility: 'public',
    revision: 1,
    ...more,
  });
  it('The reply offers the other entries of the thread: what the rule gives, the author’s own, then others’, newest first', () => {
    const root = { ...item, externalId: 'x-a', postId: 'p' };
    const under = { parentId: 'x-a' };
    const stranger = { id: 'u2', name: 'Olle Annan' };
    const thread = [
      entry('a', { parentId: 'p' }),
      entry('b', { ...under, at: '2026-03-02T08:00:00.000Z' }),
      entry(null, under),
      entry('c', { ...under, author: stranger, at: '2026-03-02T08:10:00.000Z' }),
      entry('d', { ...under, own: true }),
      entry('e', { ...under, visibility: 'removed' }),
      entry('f', { ...under, at: '2026-03-02T09:30:00.000Z' }),
    ];
    const now = Date.parse('2026-03-02T09:00:00Z');
    expect(othersOf(root, thread, { text: 'Ja', now })).toEqual([
      { id: 'b', given: true },
      { id: 'f', given: false },
      { id: 'c', given: false },
    ]);
    expect(othersOf(root, thread, { text: 'Olle Annan, ja', now })[0]).toEqual({ id: 'c', given: true });
    expect(othersOf({ ...root, author: null }, [entry('a', { author: null })], { text: '', now })).toEqual(
      [],
    );
  });
  it('The reply offers to close only what the server takes', () => {
    expect(mayCloseWith(item, other)).toBe(true);
    for (const change of [
      { status: 'closed' as const },
      { accountId: 'a-ig' },
      { postId: 'elsewhere' },
      { kind: 'message' as const },
    ])
      expect([change, mayCloseWith(item, { ...other, ...change })]).toEqual([change, false]);
    const message = { kind: 'message' as const, postId: null };
    expect(mayCloseWith({ ...item, ...message }, { ...other, ...message })).toBe(true);
  });
});

describe('removing what also asks', () => {
  it('The removal asks whether an answer is owed where the text asks something', () => {
    const neutral = itemWith('a', { needsAnswer: { value: false, score: 0 } });
    expect(asksSomething(neutral)).toBe(false);
    expect(asksSomething({ ...neutral, needsAnswer: { value: true, score: 1 } })).toBe(true);
    expect(asksSomething({ ...neutral, intent: { class: 'question', score: 1, flags: [] } })).toBe(true);
  });
});
