/** The small network: what ships says what was trained, and weights without one still work. */
import { describe, expect, test } from '@jest/globals';
import { createTextClassifier } from '../../../../classifiers/text/index.ts';
import { Network } from '../../../../classifiers/text/model/network.ts';
import { parseModel, serialiseModel } from '../../../../classifiers/text/model/weights.ts';
import { buildCorpus } from '../../../../ops/train/corpus.ts';
import { fitAll } from '../../../../ops/train/fit.ts';
import { trainNetwork } from '../../../../ops/train/network.ts';
import { networkMargins } from '../../../../ops/train/network-margins.ts';
import { COLUMNS, PIECES, SHARE } from '../../../../ops/train/network-options.ts';
import { readOwn, toExample } from '../../../../ops/train/own-data.ts';
import { toModel } from '../../../../ops/train/quantise.ts';
import { readTextResources } from '../../../../workers/classify/load.ts';

const withModel = await readTextResources();
const resources = { ...withModel, model: null };
const examples = readOwn()
  .filter((_, i) => i % 240 === 0)
  .map(toExample);
const corpus = buildCorpus(examples, createTextClassifier(resources));
const fitted = fitAll(corpus, () => true);
const { header, tables } = toModel({ fitted, calibration: {}, trainedOn: [], missing: [] });

describe('the network', () => {
  test('The network as it ships adds what it was trained to add, but for rounding', () => {
    const shipped = new Network(header.network!);
    const pieces = tables.find(({ name }) => name === 'network');
    const scales = pieces?.scales ?? [];
    for (const at of [0, 5, 17]) {
      const input = new Float64Array(PIECES);
      const [first = 0, end = 0] = [corpus.starts[at], corpus.starts[at + 1]];
      const split = first + (corpus.characters[at] ?? 0);
      for (let i = first; i < end; i += 1) {
        const value = 1 / Math.sqrt(i < split ? split - first : end - split);
        const row = ((corpus.hashes[i] ?? 0) & ((1 << (pieces?.bits ?? 0)) - 1)) * PIECES;
        for (let p = 0; p < PIECES; p += 1)
          input[p] = (input[p] ?? 0) + value * (pieces?.weights[row + p] ?? 0) * (scales[p] ?? 0);
      }
      const facts = corpus.dense.length / examples.length;
      const added = shipped.read(input, 0, corpus.dense.slice(at * facts, (at + 1) * facts));
      const trained = networkMargins(corpus, fitted.network, at);
      COLUMNS.forEach((_, c) => {
        expect(Math.abs((added[c] ?? 0) - SHARE * (trained[c] ?? 0))).toBeLessThan(0.15);
      });
    }
  });

  test('The same data trains the same network', () => {
    const again = trainNetwork(corpus, () => true);
    // Compared by hand: jest walks the megabytes one by one.
    const [first, second] = [fitted.network, again].map(({ pieces }) => Buffer.from(pieces.buffer));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(again.second).toEqual(fitted.network.second);
  });

  test('Where nothing is written nothing is possible', () => {
    const shipped = createTextClassifier(withModel);
    for (const text of ['', '   ', '...', '\u200b'])
      expect(shipped.classify(text).verdicts.filter(({ level }) => level !== 'none')).toEqual([]);
  });

  test('Weights without a network are read, and their own columns are all there is', () => {
    const { network: _, ...rest } = header;
    const withoutNetwork = {
      ...rest,
      tables: rest.tables.filter(({ name }) => name !== 'network'),
    };
    const bytes = serialiseModel(
      withoutNetwork,
      tables.filter(({ name }) => name !== 'network').map(({ weights }) => weights),
    );
    const classifier = createTextClassifier({ ...resources, model: parseModel(bytes) });
    expect(classifier.classify('Var ligger badhuset?').verdicts).toHaveLength(10);
  });
});
