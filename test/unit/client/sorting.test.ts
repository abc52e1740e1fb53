import { sortedInsert } from '../../../client/src/inbox/list/sorting.ts';
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
