import { isUnread, withSeen } from '../../../client/src/api/seen.ts';
import { headline } from '../../../client/src/inbox/item/headline.ts';
import { windowAround } from '../../../client/src/inbox/item/thread-window.ts';
import { neighbour } from '../../../client/src/inbox/list/list-state.ts';
import { belongs, isSettled, passes } from '../../../client/src/inbox/list/membership.ts';
import { SIDEBAR_VIEWS } from '../../../client/src/shared/views.ts';
import { VIEWS } from '../../../core/inbox/items.contract.ts';
import { dueIn, itemWith, NOON } from './item-fixture.ts';

const viewer = { personId: 'me', now: NOON };

describe('filters', () => {
  test('What arrives is within the filters of the address or stays out', () => {
    const item = itemWith('i', { platform: 'facebook', publishedAt: '2026-01-31T22:30:00.000Z' });
    expect(passes({}, item)).toBe(true);
    expect(passes({ platform: 'facebook', from: '2026-01-31', to: '2026-01-31' }, item)).toBe(true);
    for (const filters of [
      { platform: 'x' },
      { category: 'threat' },
      { from: '2026-02-01' },
      { to: '2026-01-30' },
    ] as const)
      expect([filters, passes(filters, item)]).toEqual([filters, false]);
  });
});

describe('views', () => {
  it('The views are all those of the contract', () => {
    expect([...SIDEBAR_VIEWS].sort()).toEqual([...VIEWS].sort());
  });
  it('A view holds what belongs to it', () => {
    const late = itemWith('a', { deadline: dueIn(-1), assignee: 'me' });
    expect(SIDEBAR_VIEWS.filter((view) => belongs(view, late, viewer))).toEqual(['mine', 'breached', 'all']);
    const closed = itemWith('b', { status: 'closed', deadline: { ...dueIn(1), state: 'closed' } });
    expect(SIDEBAR_VIEWS.filter((view) => belongs(view, closed, viewer))).toEqual(['closed']);
    const soon = itemWith('c', { deadline: dueIn(3) });
    expect(SIDEBAR_VIEWS.filter((view) => belongs(view, soon, viewer))).toEqual([
      'unassigned',
      'due-soon',
      'due-today',
      'all',
    ]);
  });
  it('A view greys out what is done, not what only grew late', () => {
    expect(isSettled('due-soon', itemWith('a', { deadline: dueIn(-1) }), viewer)).toBe(false);
    expect(isSettled('all', itemWith('a', { status: 'closed' }), viewer)).toBe(true);
  });
});

describe('unread', () => {
  const fresh = itemWith('a', { firstFetchedAt: new Date(NOON - 3_600_000).toISOString(), revision: 1 });
  const seenAt = (revision: number) => withSeen(new Map(), { a: revision });
  it('An item is unread to a person until that person has had its text on screen, whoever else has', () => {
    expect(isUnread(fresh, new Map(), NOON)).toBe(true);
    const byOthers = itemWith('a', { ...fresh, firstSeenAt: fresh.firstFetchedAt });
    expect(isUnread(byOthers, new Map(), NOON)).toBe(true);
    expect(isUnread(fresh, seenAt(1), NOON)).toBe(false);
  });
  it('A text that was edited since is unread again', () => {
    expect(isUnread({ ...fresh, revision: 2 }, seenAt(1), NOON)).toBe(true);
  });
  it('What is closed, or older than what is kept of a reader, is nobody’s news', () => {
    expect(isUnread({ ...fresh, status: 'closed' }, new Map(), NOON)).toBe(false);
    expect(isUnread(fresh, new Map(), NOON + 90 * 86_400_000)).toBe(false);
  });
  it('An answer that is older than what was read since takes nothing back', () => {
    const known = seenAt(3);
    expect(withSeen(known, { a: 2 })).toBe(known);
    expect([...withSeen(known, { a: 4, b: 1 })]).toEqual([
      ['a', 4],
      ['b', 1],
    ]);
  });
});

describe('stepping', () => {
  it('A step goes to the neighbour, and to the first row from nowhere', () => {
    expect(neighbour(['a', 'b'], { current: 'a', step: 1, start: 'b' })).toBe('b');
    expect(neighbour(['a', 'b'], { current: 'b', step: 1, start: 'a' })).toBeNull();
    expect(neighbour(['a', 'b'], { current: null, step: -1, start: 'b' })).toBe('b');
    expect(neighbour([], { current: null, step: 1, start: null })).toBeNull();
  });
});

describe('long conversations', () => {
  const thread = Array.from({ length: 200 }, (_, index) => index);
  it('A long conversation shows what stands around the item', () => {
    const shown = windowAround(thread, (entry) => entry === 100, { before: 3, after: 6 });
    expect(shown.earlier).toBe(97);
    expect(shown.shown).toEqual([97, 98, 99, 100, 101, 102, 103, 104, 105, 106]);
    expect(shown.later).toBe(93);
  });
  it('A conversation shows all when asked, or when it is short', () => {
    expect(windowAround(thread, () => false, null).shown).toHaveLength(200);
    expect(windowAround([1, 2], () => false, { before: 3, after: 6 }).later).toBe(0);
  });
});

describe('headline', () => {
  it('A headline is the first sentence, cut between words', () => {
    expect(headline('Vinterväghållning 2026.\nNu plogar vi.')).toBe('Vinterväghållning 2026');
    expect(headline('ord '.repeat(60)).length).toBeLessThanOrEqual(81);
    expect(headline('')).toBe('');
  });
});
