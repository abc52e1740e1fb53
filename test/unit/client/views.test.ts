import { headline } from '../../../client/src/inbox/item/headline.ts';
import { windowAround } from '../../../client/src/inbox/item/thread-window.ts';
import { neighbour } from '../../../client/src/inbox/list/list-state.ts';
import { belongs, isSettled, passes } from '../../../client/src/inbox/list/membership.ts';
import { isUnread, withSeen } from '../../../client/src/inbox/list/seen.ts';
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
  it('An item is unread while neither this browser nor anybody has seen it', () => {
    expect(isUnread({ id: 'a', firstSeenAt: null }, new Set())).toBe(true);
    expect(isUnread({ id: 'a', firstSeenAt: null }, new Set(['a']))).toBe(false);
    expect(isUnread({ id: 'a', firstSeenAt: '2026-11-21T11:00:00.000Z' }, new Set())).toBe(false);
  });
  it('The browser remembers so many seen items and forgets the oldest', () => {
    const full = Array.from({ length: 5_000 }, (_, index) => `i${index}`);
    const next = withSeen(full, 'new');
    expect(next).toHaveLength(5_000);
    expect(next[0]).toBe('i1');
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
