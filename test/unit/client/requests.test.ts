import { catchUp, laterOf } from '../../../client/src/api/catch-up.ts';
import { errorFrom } from '../../../client/src/api/http.ts';
import { afterOwn, seenVersion } from '../../../client/src/inbox/acting/own-run.ts';
import { IdempotencyKeys } from '../../../client/src/inbox/acting/requests.ts';
import { diffWords } from '../../../client/src/inbox/item/word-diff.ts';
import { nextMorning, snoozeTimes } from '../../../client/src/shared/snooze-times.ts';
import { inverseOf } from '../../../core/actions/inverse.ts';
import { itemWith } from './item-fixture.ts';

describe('idempotency keys', () => {
  it('An idempotency key stays with a request until it is answered', () => {
    let count = 0;
    const keys = new IdempotencyKeys(() => `k${++count}`);
    const request = { type: 'reply', text: 'Hej' } as const;
    expect(keys.keyFor('a', request)).toBe('k1');
    expect(keys.keyFor('a', request)).toBe('k1');
    expect(keys.keyFor('b', request)).toBe('k2');
    keys.answered('a', request);
    expect(keys.keyFor('a', request)).toBe('k3');
  });
});

describe('the versions that a person’s own actions made', () => {
  const at = (version: number, id = 'a') => ({ id, version });
  it('A person has seen the versions that their own actions made, before the list is drawn anew', () => {
    const run = afterOwn(afterOwn(null, 3, at(4)), 4, at(6));
    expect([3, 4, 5].map((version) => seenVersion(run, at(version)))).toEqual([6, 6, 6]);
  });
  it('A person’s own actions say nothing of what others did, before, between or after, nor of another item', () => {
    const run = afterOwn(afterOwn(null, 3, at(4)), 5, at(6));
    expect([3, 4, 7].map((version) => seenVersion(run, at(version)))).toEqual([3, 4, 7]);
    expect(seenVersion(run, at(5, 'b'))).toBe(5);
    expect(seenVersion(null, at(5))).toBe(5);
  });
});

describe('taking back', () => {
  it('Taking back asks for the opposite', () => {
    const before = itemWith('a', { assignee: 'p-mats' });
    expect(inverseOf({ type: 'assign', to: 'me' }, before)).toEqual({ type: 'assign', to: 'p-mats' });
    expect(inverseOf({ type: 'close', reason: 'duplicate' }, before)).toEqual({ type: 'reopen' });
    expect(inverseOf({ type: 'hide', reason: 'insult', axis: 'houseRule' }, before)).toEqual({
      type: 'unhide',
    });
    expect(inverseOf({ type: 'note', text: 'x' }, before)).toBeNull();
    const closed = itemWith('b', { status: 'closed', closeReason: 'removed' });
    expect(inverseOf({ type: 'reopen' }, closed)).toEqual({ type: 'close', reason: 'other' });
  });
  it('Taking a correction back restores the one before it, or the machine’s verdict', () => {
    const item = itemWith('a');
    const wrong = { type: 'correct', category: 'insult', as: 'wrong' } as const;
    expect(inverseOf(wrong, item)).toEqual({ type: 'correct', category: 'insult', as: 'withdrawn' });
    const earlier = {
      category: 'insult',
      as: 'other',
      other: 'hate',
      by: { kind: 'person', id: 'p-mats' },
      at: '2026-11-21T10:00:00.000Z',
      classifier: 'text-1',
      revision: 1,
      score: 0.9,
      level: 'strong',
    } as const;
    const before = itemWith('b', { corrections: [earlier] });
    const again = { type: 'correct', category: 'insult', as: 'other', other: 'hate' };
    expect(inverseOf(wrong, before)).toEqual(again);
    expect(inverseOf({ type: 'correct', category: 'insult', as: 'withdrawn' }, before)).toEqual(again);
  });
  it('Taking back returns the clock, but never a sentence that must be written again', () => {
    const open = itemWith('a');
    expect(inverseOf({ type: 'wait' }, open)).toEqual({ type: 'reopen' });
    expect(inverseOf({ type: 'wait' }, itemWith('a', { status: 'snoozed' }))).toBeNull();
    expect(inverseOf({ type: 'reopen' }, itemWith('a', { status: 'waiting' }))).toEqual({ type: 'wait' });
    expect(inverseOf({ type: 'count', counts: false }, open)).toEqual({ type: 'count', counts: true });
    expect(inverseOf({ type: 'confirm' }, open)).toEqual({ type: 'reopen' });
    const elsewhere = itemWith('b', { status: 'closed', closeReason: 'answered-elsewhere' });
    expect(inverseOf({ type: 'reopen' }, elsewhere)).toBeNull();
  });
});

describe('a refusal', () => {
  it('A refusal carries code, number and the present item, wherever it stands', () => {
    const item = itemWith('a', { version: 7 });
    for (const body of [
      { error: { code: 'stale', message: 'm', requestId: 'r1' }, item },
      { error: { code: 'stale', message: 'm', requestId: 'r1', item } },
      { error: { code: 'stale', message: 'm', requestId: 'r1', detail: { item } } },
    ]) {
      const error = errorFrom(409, body);
      expect(error).toMatchObject({ code: 'stale', requestId: 'r1', status: 409 });
      expect(error.item?.version).toBe(7);
    }
  });
  it('A refusal whose body is none of ours is read too', () => {
    expect(errorFrom(502, '<html>')).toMatchObject({ code: 'http_502', requestId: null, item: null });
  });
});

describe('catching up', () => {
  it('Catching up asks with ten seconds of overlap, page after page, and keeps the first cursor', async () => {
    const asked: [string, string | null][] = [];
    const caught = await catchUp('2026-11-21T11:00:10.000Z', async (since, cursor) => {
      asked.push([since, cursor]);
      return cursor === null
        ? { items: [itemWith('a')], nextCursor: 'c', asOf: '2026-11-21T11:00:30.000Z', seen: {} }
        : { items: [itemWith('b')], nextCursor: null, asOf: '2026-11-21T11:00:31.000Z', seen: {} };
    });
    expect(asked).toEqual([
      ['2026-11-21T11:00:00.000Z', null],
      ['2026-11-21T11:00:00.000Z', 'c'],
    ]);
    expect(caught).toMatchObject({ asOf: '2026-11-21T11:00:30.000Z', complete: true });
    expect(caught.items).toHaveLength(2);
  });
  it('Catching up gives up on a gap without end', async () => {
    const endless = await catchUp('2026-11-21T11:00:10.000Z', async () => ({
      items: [],
      nextCursor: 'c',
      asOf: '2026-11-21T11:00:30.000Z',
      seen: {},
    }));
    expect(endless.complete).toBe(false);
  });
  it('Catching up never moves the cursor back', () => {
    expect(laterOf('2026-11-21T11:00:10.000Z', '2026-11-21T11:00:05.000Z')).toBe('2026-11-21T11:00:10.000Z');
  });
});

describe('snoozing', () => {
  it('Snoozing proposes office mornings in Stockholm, over the change of clocks', () => {
    const times = snoozeTimes(new Date('2026-10-22T10:00:00.000Z'));
    expect(times.map(({ key, at }) => [key, at.toISOString()])).toEqual([
      ['hours', '2026-10-22T13:00:00.000Z'],
      ['tomorrow', '2026-10-23T06:00:00.000Z'],
      ['nextWeek', '2026-10-26T07:00:00.000Z'],
    ]);
  });
  it.each([
    ['Thursday', '2026-10-22T10:00:00.000Z', '2026-10-23T06:00:00.000Z'],
    ['Friday, over the change of clocks', '2026-10-23T10:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ['Saturday', '2026-10-24T10:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ['Sunday', '2026-10-25T10:00:00.000Z', '2026-10-26T07:00:00.000Z'],
  ])('The next morning on a %s is one on which people are back', (_day, now, back) => {
    expect(nextMorning(new Date(now)).toISOString()).toBe(back);
  });
  it('Snoozing does not propose Monday twice on a Sunday', () => {
    expect(snoozeTimes(new Date('2026-11-22T10:00:00.000Z')).map(({ key }) => key)).toEqual([
      'hours',
      'tomorrow',
    ]);
  });
});

describe('comparing edits', () => {
  it('The comparison of two texts shows added and removed words', () => {
    const pieces = diffWords('Det är halt på gatan', 'Det är mycket halt på gatan i dag');
    expect(pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual([
      'mycket',
      'i dag',
    ]);
    expect(
      pieces
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe('Det är halt på gatan');
  });
  it('The comparison of two texts allows an empty side', () => {
    expect(diffWords('', 'ny')).toEqual([{ kind: 'added', text: 'ny', at: 0 }]);
    expect(diffWords('', '')).toEqual([]);
  });
});
