import { test } from '@jest/globals';
import { retrain } from '../../../../../classifiers/text/index.ts';
import { shippedSamples } from '../../../../../ops/retrain/gather.ts';
import { taughtInsults, taughtMarkets } from '../../../../support/taught.ts';
import { classifier, flagged } from '../support.ts';
test('Zz prints', () => {
  const authors = [...new Set(shippedSamples().map(({ author }) => author))].sort();
  const isAd = (text: string): boolean => flagged(text).includes('ads');
  for (const [n, k] of [[1, 0], [12, 7], [12, 1], [12, 9], [8, 2], [8, 3],[10,4],[10,7]] as const) {
    const shipped = shippedSamples().filter(({ author }) => authors.indexOf(author) % n === k);
    const o = retrain({ samples: [...taughtInsults(), ...taughtMarkets(isAd)], shipped }, classifier);
    console.log(n, k, shipped.length, JSON.stringify(o.categories.map((c) => ({ c: c.category, v: c.verdict, s: c.strength, h: c.shippedHits, cor: c.corrected, e: c.errors }))));
  }
}, 200000);
