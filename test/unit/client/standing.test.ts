import { canConfirm, canCount, canWait } from '../../../client/src/inbox/data/abilities.ts';
import { allChips } from '../../../client/src/inbox/data/chips.ts';
import { asksSomething } from '../../../client/src/inbox/data/removal-choice.ts';
import { mayCloseWith, othersOf } from '../../../client/src/inbox/data/same-talk.ts';
import { standingOf } from '../../../client/src/inbox/data/standing.ts';
import type { EventShape, ThreadEntry } from '../../../core/inbox/items.contract.ts';
import { itemWith } from './item-fixture.ts';

const event = (
  type: string,
  data: EventShape['data'] = {},
  kind: EventShape['actor']['kind'] = 'machine',
): EventShape => ({
  id: type,
  seq: 1,
  type,
  actor: { kind, id: 'x', name: null },
  at: '2026-11-21T11:00:00.000Z',
  data,
  schemaVersion: 1,
  ruleVersion: 'default-1',
});
const asked = (id: string, kind: EventShape['actor']['kind']) =>
  event('action.requested', { actionId: id, type: 'hide' }, kind);
const done = (id: string, type = 'hide') => event('action.finished', { actionId: id, type, state: 'done' });

describe('what the events tell', () => {
  it('is whether the item counts', () => {
    expect(standingOf([]).counts).toBe(true);
    const left = event('deadline.counted', { counts: false });
    expect(standingOf([left]).counts).toBe(false);
    expect(standingOf([left, event('deadline.counted', { counts: true })]).counts).toBe(true);
  });
  it.each([
    ['a person', [asked('1', 'person'), done('1'), event('comment.hidden')], true],
    ['a program key', [asked('1', 'token'), done('1')], true],
    ['the machine', [asked('1', 'machine'), done('1')], false],
    ['the platform', [event('comment.hidden')], false],
    ['nobody yet', [asked('1', 'person')], false],
    [
      'the platform, later',
      [asked('1', 'person'), done('1'), done('2', 'unhide'), event('comment.hidden')],
      false,
    ],
  ])('is who hid it: %s', (_who, events, person) => {
    expect(standingOf(events).hiddenByPerson).toBe(person);
  });
  it('decides what is offered', () => {
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
  it('is said once: by the clock, or by a chip where there is none', () => {
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
  it('asks for the other entries of the author, newest first', () => {
    const thread = [
      entry('a'),
      entry('b'),
      entry(null),
      entry('c', { author: { id: 'u2', name: null } }),
      entry('d', { own: true }),
      entry('e', { visibility: 'removed' }),
      entry('f'),
    ];
    expect(othersOf(item, thread)).toEqual(['f', 'b']);
    expect(othersOf({ ...item, author: null }, thread)).toEqual([]);
  });
  it('offers only what the server takes', () => {
    expect(mayCloseWith(item, other)).toBe(true);
    for (const change of [
      { status: 'closed' as const },
      { accountId: 'a-ig' },
      { postId: 'elsewhere' },
      { author: { id: 'u2', name: null } },
      { kind: 'message' as const },
    ])
      expect([change, mayCloseWith(item, { ...other, ...change })]).toEqual([change, false]);
    const message = { kind: 'message' as const, postId: null };
    expect(mayCloseWith({ ...item, ...message }, { ...other, ...message })).toBe(true);
  });
});

describe('removing what also asks', () => {
  it('asks whether an answer is owed', () => {
    const neutral = itemWith('a', { needsAnswer: { value: false, score: 0 } });
    expect(asksSomething(neutral)).toBe(false);
    expect(asksSomething({ ...neutral, needsAnswer: { value: true, score: 1 } })).toBe(true);
    expect(asksSomething({ ...neutral, intent: { class: 'question', score: 1, flags: [] } })).toBe(true);
  });
});
