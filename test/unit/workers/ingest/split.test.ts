import { expect, test } from '@jest/globals';
import type { Delivery } from '../../../../core/inbox/deliveries.store.ts';
import type { Batch, BatchChange } from '../../../../workers/ingest/batch.ts';
import { partsOf } from '../../../../workers/ingest/split.ts';

function batchOf(sizes: readonly number[]): Batch {
  const deliveries = sizes.map((_, index) => ({ _id: `d${index}` }) as Delivery);
  const changes = deliveries.flatMap((delivery, index) =>
    Array.from({ length: sizes[index] ?? 0 }, () => ({ delivery }) as BatchChange),
  );
  return { deliveries, changes, unknown: [], waitingFor: new Map() };
}

test('A batch is stored in parts of whole deliveries, in order, with none left out', () => {
  const parts = partsOf(batchOf([100, 150, 60, 0, 1000, 10]), 300);
  expect(parts.map(({ deliveries }) => deliveries.map(({ _id }) => _id))).toEqual([
    ['d0', 'd1'],
    ['d2', 'd3'],
    ['d4'],
    ['d5'],
  ]);
  expect(parts.map(({ changes }) => changes.length)).toEqual([250, 60, 1000, 10]);
});

test('Deliveries without a change are finished too', () => {
  expect(partsOf(batchOf([0, 0]), 300).flatMap(({ deliveries }) => deliveries)).toHaveLength(2);
  expect(partsOf(batchOf([]), 300)).toEqual([]);
});
