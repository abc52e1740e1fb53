/** The weight rows: WebAssembly, plain TypeScript and a sum written out naively agree on every column. */
import fc from 'fast-check';
import {
  plainRows,
  type RowLayout,
  type RowMemory,
  wasmRows,
} from '../../../../classifiers/text/model/row-sum.ts';
import { WeightRows } from '../../../../classifiers/text/model/weight-rows.ts';
import type { ModelTable } from '../../../../classifiers/text/model/weights.ts';
import type { NgramBuffer } from '../../../../classifiers/text/normalise/ngrams.ts';

function table(columns: number, bits: number, byte: (at: number) => number): ModelTable {
  const weights = Int8Array.from({ length: columns << bits }, (_, at) => byte(at));
  const names = Array.from({ length: columns }, (_, c) => `${bits}:${c}`);
  const none = { scales: [], bias: [], dense: [], denseWeights: new Float32Array() };
  return { name: `${bits}`, columns: names, bits, weights, ...none };
}

function inWasm(layout: RowLayout): RowMemory {
  const rows = wasmRows(layout);
  if (rows === null) throw new Error('no WebAssembly here');
  return rows;
}

function naive({ weights, columns, bits }: ModelTable, hashes: readonly number[]): number[] {
  return columns.map((_, c) =>
    hashes.reduce((sum, hash) => sum + (weights[(hash & ((1 << bits) - 1)) * columns.length + c] ?? 0), 0),
  );
}

const grams = (hashes: readonly number[], characters: number): NgramBuffer =>
  ({ hashes: Uint32Array.from(hashes), characters, length: hashes.length }) as unknown as NgramBuffer;

test.each([
  ['WebAssembly', inWasm],
  ['TypeScript', plainRows],
])('The sums of %s are right for every column of tables of different sizes', (_, make) => {
  const noise = (at: number): number => ((Math.imul(at, 2654435761) >>> 24) % 255) - 127;
  const tables = [table(11, 6, noise), table(22, 5, noise), table(40, 8, (at) => (at % 2 ? 127 : -127))];
  const rows = new WeightRows(tables, make);
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 0xffffffff }), { maxLength: 700 }),
      fc.nat({ max: 700 }),
      (hashes, split) => {
        const characters = Math.min(split, hashes.length);
        rows.sum(grams(hashes, characters));
        tables.forEach((summed, t) => {
          const lane = rows.firstLane[t] ?? 0;
          const lanes = [lane, lane + summed.columns.length] as const;
          expect([...rows.characters.slice(...lanes)]).toEqual(naive(summed, hashes.slice(0, characters)));
          expect([...rows.words.slice(...lanes)]).toEqual(naive(summed, hashes.slice(characters)));
        });
      },
    ),
  );
});

test('The largest weights of a whole block do not overflow', () => {
  const rows = new WeightRows([table(3, 4, () => -127)], inWasm);
  rows.sum(grams(Array(1000).fill(7), 1000));
  expect([...rows.characters.slice(0, 3)]).toEqual([-127_000, -127_000, -127_000]);
});
