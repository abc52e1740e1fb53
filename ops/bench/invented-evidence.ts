/** Captures to draw: a product's own trial of a way, with more to it. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import { trialEvidence } from '../../core/records/trial-evidence.ts';

const AT = '2026-11-30T06:10:51.000Z';
const TRIAL = {
  board: 'Kommunstyrelsen',
  language: 'sv',
  country: 'SE',
  municipality: 'Exempels kommun',
  by: { kind: 'person', id: 'p', name: null },
  at: AT,
  software: { name: 'Uppsikt', version: '' },
} as const;

/** Every tenth is long. */
export const inventedText = (n: number): string =>
  `Ni är åsnor, nummer ${n} 🤬 ${n % 10 === 0 ? 'ord efter ord '.repeat(600) : 'och det vet ni'}`;

/** Of every fifth the text was edited ten times; all have emoji and neighbours. */
export function inventedEvidence(n: number): EvidencePackage {
  const text = inventedText(n);
  return {
    ...trialEvidence({ ...TRIAL, id: `bench-${n}` }),
    revisions: Array.from({ length: n % 5 === 0 ? 10 : 1 }, (_, index) => ({
      number: index + 1,
      text,
      sha256: sha256(text),
      publishedAt: AT,
      fetchedAt: AT,
    })),
    thread: (['post', 'before', 'before', 'after', 'after'] as const).map((place, index) => ({
      externalId: String(index),
      parentExternalId: null,
      place,
      own: place === 'post',
      author: { id: `u${index}`, name: `Granne ${index}` },
      text: 'Jag undrar när badet öppnar.',
      withheld: false,
      publishedAt: AT,
    })),
  };
}
