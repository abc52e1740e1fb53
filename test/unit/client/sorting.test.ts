import { defaultSort, inOrder, mostUrgent, sortedInsert } from '../../../client/src/inbox/list/sorting.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import type { Category, Level } from '../../../core/moderation/verdict.ts';
import { dueIn, itemWith } from './item-fixture.ts';

const judged = (id: string, found: readonly [Category, Level][], hours = 4): ItemShape =>
  itemWith(id, {
    deadline: dueIn(hours),
    verdicts: found.map(([category, level]) => ({
      ...{ category, level, score: 0.5, kind: null, spans: [], version: 'text-1' },
    })),
  });
const calm = judged('calm', []);
const possible = judged('possible', [['threat', 'possible']]);
const suspected = judged('suspected', [['insult', 'suspect']]);
const ads = judged('ads', [['ads', 'strong']]);
const inserted = (rows: readonly ItemShape[], item: ItemShape, sort: 'due' | 'severity') =>
  sortedInsert(rows, item, { sort, moreToCome: false }).map(({ id }) => id);

describe('the place of a row that comes live', () => {
  it('Of what is due at the same instant the graver stands first', () => {
    expect(inserted([suspected, calm], possible, 'due')).toEqual(['suspected', 'possible', 'calm']);
  });
  it('The deadline goes before everything in the order by deadline', () => {
    const later = judged('later', [['threat', 'strong']], 5);
    expect(inserted([calm, later], possible, 'due')).toEqual(['possible', 'calm', 'later']);
    expect(inserted([calm], later, 'due')).toEqual(['calm', 'later']);
  });
  it('Advertising, however clear, stands behind what may be abuse, as the server has it', () => {
    expect(inserted([suspected, { ...ads, decision: 'flag' }], possible, 'severity')).toEqual([
      'suspected',
      'possible',
      'ads',
    ]);
  });
});

describe('where to begin', () => {
  const rows = [
    itemWith('new', { deadline: dueIn(24) }),
    itemWith('late', { deadline: dueIn(-1) }),
    itemWith('soon', { deadline: dueIn(1) }),
  ];
  it('The most urgent is found wherever it stands, and what is dealt with is passed over', () => {
    expect(mostUrgent(rows, 'due')).toBe('late');
    expect(mostUrgent(rows, 'due', ({ id }) => id === 'late')).toBe('soon');
    expect(mostUrgent(rows, 'due', () => true)).toBe('late');
    expect(mostUrgent([], 'due')).toBeNull();
  });
  it('What is abusive begins with the gravest, a threat before the plainest insult', () => {
    const found = (id: string, category: 'insult' | 'threat' | 'profanity') =>
      itemWith(id, {
        verdicts: itemWith('x').verdicts.map((verdict) =>
          verdict.category === category ? { ...verdict, level: 'strong' as const } : verdict,
        ),
      });
    const abusive = [found('oath', 'profanity'), found('insult', 'insult'), found('threat', 'threat')];
    expect(defaultSort('abusive')).toBe('severity');
    expect(inOrder(abusive, 'severity').map(({ id }) => id)).toEqual(['threat', 'insult', 'oath']);
    expect([defaultSort('all'), defaultSort('closed')]).toEqual(['due', 'newest']);
  });
});
