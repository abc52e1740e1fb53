/** One fitting of everything that is learned: both tables and the network, and what they say together of a text. */
import type { Corpus } from './corpus.ts';
import { train } from './logistic.ts';
import { margins, type Table } from './margins.ts';
import { trainNetwork } from './network.ts';
import { type NetworkWeights, networkMargins } from './network-margins.ts';
import { SHARE } from './network-options.ts';
import { DENSE_SCALE, optionsFor } from './options.ts';

export interface Fitted {
  readonly tables: readonly [Table, Table];
  readonly network: NetworkWeights;
}

export function fitAll(corpus: Corpus, include: (example: number) => boolean): Fitted {
  const tables = [train(corpus, optionsFor(0, include)), train(corpus, optionsFor(1, include))] as const;
  return { tables: [...tables], network: trainNetwork(corpus, include) };
}

/** Margins of the first table's columns, the network's part added: what calibration reads. */
export function abuseMargins(corpus: Corpus, { tables, network }: Fitted, at: number): Float64Array {
  const added = networkMargins(corpus, network, at);
  return margins(corpus, tables[0], { at, denseScale: DENSE_SCALE }).map(
    (margin, column) => margin + SHARE * (added[column] ?? 0),
  );
}
