import { expect, test } from '@jest/globals';
import type { Delivery } from '../../../../core/inbox/deliveries.store.ts';
import type { Batch, BatchChange } from '../../../../workers/ingest/batch.ts';
import { partsOf } from '../../../../workers/ingest/split.ts';

function batchOf(sizes: readonly number[]): Batch {
  const deliveries = sizes.map((_, index) => ({ _id: `d${index}` }) as Delivery);
  const changes = deliveries.flatMap((delivery, index) =>
    Array.from({ length: sizes[index] ?? 0 }, () => ({ delivery, change: {} }) as BatchChange),
  );
  return { deliveries, changes, unknown: [], waitingFor: new Map() };
}

test('A batch is stored in bounded parts, in order, each delivery ended by the part with its last change', () => {
  const batch = batchOf([100, 150, 60, 0, 1000, 10]);
  const parts = partsOf(batch, 300);
  expect(parts.map(({ deliveries }) => deliveries.map(({ _id }) => _id))).toEqual([
    ['d0', 'd1'],
    ['d2', 'd3'],
    [],
    [],
    [],
    ['d4', 'd5'],
  ]);
  expect(parts.map(({ changes }) => changes.length)).toEqual([250, 60, 300, 300, 300, 110]);
  expect(parts.flatMap(({ changes }) => changes)).toEqual(batch.changes);
});

test('Long texts and what could not be read count towards the bound', () => {
  const batch = batchOf([4]);
  const [delivery] = batch.deliveries as [Delivery];
  const changes = Array.from(
    { length: 4 },
    () => ({ delivery, change: { text: 'x'.repeat(1_000_000) } }) as unknown as BatchChange,
  );
  const long = partsOf({ ...batch, changes }, 300);
  expect(long.map((part) => part.changes.length)).toEqual([2, 2]);
  const unknown = Array.from({ length: 700 }, (_, n) => ({ delivery, position: `0-${n}` }));
  const unread = partsOf({ ...batch, changes: [], unknown: unknown as never }, 300);
  expect(unread.map((part) => part.unknown.length)).toEqual([300, 300, 100]);
  expect(unread.map(({ deliveries }) => deliveries.length)).toEqual([0, 0, 1]);
});

test('Deliveries without a change are finished too', () => {
  expect(partsOf(batchOf([0, 0]), 300).flatMap(({ deliveries }) => deliveries)).toHaveLength(2);
  expect(partsOf(batchOf([]), 300)).toEqual([]);
});
