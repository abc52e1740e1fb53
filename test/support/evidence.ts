/** An evidence package that a test can change. */
import type { EvidenceNeighbour, EvidencePackage } from '../../core/evidence/package.ts';

const AT = '2026-11-30T06:10:51.000Z';
export const SELF = '100_555_2';

export const neighbour = (
  externalId: string,
  place: EvidenceNeighbour['place'],
  { name, text, own = false }: { name: string; text: string; own?: boolean },
): EvidenceNeighbour => ({
  externalId,
  parentExternalId: '100_555',
  place,
  own,
  author: { id: own ? 'page' : `u-${name}`, name },
  text,
  withheld: false,
  publishedAt: AT,
});

export const revisionsOf = (...texts: readonly string[]): EvidencePackage['revisions'] =>
  texts.map((text, index) => ({
    number: index + 1,
    text,
    sha256: 'x',
    publishedAt: AT,
    fetchedAt: AT,
  }));

export const evidenceOf = (changes: Partial<EvidencePackage> = {}): EvidencePackage => ({
  captureId: 'c0ffee',
  itemId: 'i',
  sealedAt: AT,
  manifestSha256: 'x',
  chain: { seq: 1, previous: '', hash: '' },
  language: 'sv',
  timeZone: 'Europe/Stockholm',
  municipality: { name: 'Exempels kommun', country: 'SE', organisationNumber: null },
  board: 'Kommunstyrelsen',
  account: { platform: 'facebook', externalId: '100', name: 'Exempels kommun' },
  object: {
    kind: 'comment',
    externalId: SELF,
    parentExternalId: '100_555',
    postExternalId: '100_555',
    permalink: 'https://facebook.example/100_555_2',
    visibility: 'public',
  },
  author: { id: '9001', name: 'Otto Otrevlig' },
  publishedAt: AT,
  editedAt: null,
  firstFetchedAt: AT,
  revisions: revisionsOf('Ni är åsnor'),
  thread: [],
  findings: [],
  classifierVersion: null,
  policyVersion: null,
  removal: null,
  cause: { trigger: 'removal', actor: { kind: 'person', id: 'p', name: null }, at: AT },
  secrecy: null,
  withoutContent: false,
  reference: null,
  pictures: [],
  pictureMissing: 'waiting',
  sealedFiles: [],
  software: { name: 'uppsikt', version: '0' },
  ...changes,
});
