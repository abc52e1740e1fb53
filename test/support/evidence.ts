/** The evidence package of the tests that draw a picture of it: bare, with a time and texts that they look for. */
import type { EvidenceNeighbour, EvidencePackage } from '../../core/evidence/package.ts';
import { neighbour as anyNeighbour, evidencePackage, revision } from './evidence-package.ts';

const AT = '2026-11-30T06:10:51.000Z';
export const SELF = '100_555_2';

export const neighbour = (
  externalId: string,
  place: EvidenceNeighbour['place'],
  { name, text, own = false }: { name: string; text: string; own?: boolean },
): EvidenceNeighbour =>
  anyNeighbour(place, text, { externalId, own, author: { id: own ? 'page' : `u-${name}`, name } });

export const revisionsOf = (...texts: readonly string[]): EvidencePackage['revisions'] =>
  texts.map((text, index) => ({ ...revision(index + 1, text), publishedAt: AT, fetchedAt: AT }));

export const evidenceOf = (changes: Partial<EvidencePackage> = {}): EvidencePackage =>
  evidencePackage({
    publishedAt: AT,
    object: {
      kind: 'comment',
      externalId: SELF,
      parentExternalId: '100_555',
      postExternalId: '100_555',
      permalink: 'https://facebook.example/100_555_2',
      visibility: 'public',
    },
    author: { id: '9001', name: 'Otto Otrevlig' },
    revisions: revisionsOf('Ni är åsnor'),
    thread: [],
    ...changes,
  });
