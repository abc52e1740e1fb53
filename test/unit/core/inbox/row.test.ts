/** Rows of a list: a fraction of the items' bytes, and everything that a list makes of an item is the same. */
import { expect, test } from '@jest/globals';
import { rowChips } from '../../../../client/src/inbox/chips.ts';
import { belongs } from '../../../../client/src/inbox/list/membership.ts';
import { severityOfItem } from '../../../../client/src/inbox/verdicts.ts';
import { veiledBy } from '../../../../client/src/shared/veil.ts';
import { VIEWS } from '../../../../core/inbox/items.contract.ts';
import { isCut, itemOfRow, rowOf } from '../../../../core/inbox/row.ts';
import { RowShape } from '../../../../core/inbox/rows.contract.ts';
import { fakeItems, makeItem } from '../../../support/fake-data.ts';

const NOW = Date.parse('2026-03-02T09:00:00.000Z');
const items = fakeItems(NOW);
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const ofRow = (item: (typeof items)[number]) => itemOfRow(JSON.parse(JSON.stringify(rowOf(item))));

test('A row is in its contract and takes less than a kilobyte and half of what its item takes', () => {
  for (const item of items) expect(RowShape.safeParse(rowOf(item)).error).toBeUndefined();
  const mean = (of: (item: (typeof items)[number]) => unknown): number =>
    items.reduce((sum, item) => sum + bytes(of(item)), 0) / items.length;
  expect(mean(rowOf)).toBeLessThan(1000);
  expect(mean(rowOf)).toBeLessThan(mean((item) => item) / 2);
});

test('A list makes of a row what it makes of the item: views, order, chips and veil', () => {
  const viewer = { personId: 'p-eva', now: NOW };
  for (const item of items) {
    const row = ofRow(item);
    for (const view of VIEWS) expect(belongs(view, row, viewer)).toBe(belongs(view, item, viewer));
    expect(severityOfItem(row)).toBe(severityOfItem(item));
    expect(rowChips(row)).toEqual(rowChips(item));
    expect(veiledBy(row)).toEqual(veiledBy(item));
  }
});

test('An item comes back whole from its row, but for what the row says that it leaves out', () => {
  for (const item of items) {
    const { text, cut: _cut, ...row } = ofRow(item) as (typeof items)[number] & { cut?: true };
    const left = {
      verdicts: item.verdicts
        .filter(({ level }) => level !== 'none')
        .map((verdict) => ({ ...verdict, spans: [] })),
      deadline: { ...item.deadline, policyVersion: '', calendarVersion: '' },
    };
    expect({ ...row, text: item.text }).toEqual({ ...item, ...left });
    expect(item.text.startsWith(text)).toBe(true);
  }
});

test('A row of a long text says that it is cut, and one of a short text does not', () => {
  const made = (text: string) => ofRow(makeItem({ text }, 'i', NOW));
  expect(isCut(made('Kort.'))).toBe(false);
  expect(isCut(made('Lång mening. '.repeat(100)))).toBe(true);
});

test('A comment on a post says its parent once, and one without a parent says so', () => {
  const item = makeItem({ text: 'Hej' }, 'i', NOW);
  expect(rowOf(item)).not.toHaveProperty('parentId');
  for (const parentId of [null, 'another', item.postId])
    expect(ofRow({ ...item, parentId }).parentId).toBe(parentId);
});
