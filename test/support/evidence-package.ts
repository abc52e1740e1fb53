/** Invented captures, sealed as the product seals them: the value that documents, packages and hand-over are tested on. */
import { nextLink, sealCapture } from '../../core/evidence/capture.ts';
import type {
  DocumentLanguage,
  EvidenceNeighbour,
  EvidencePackage,
  EvidencePicture,
  EvidenceRevision,
  PackageFile,
} from '../../core/evidence/package.ts';
import { derivedId, sha256 } from '../../core/kernel/ids.ts';

export const SEALED_AT = '2026-03-02T09:01:07.250Z';
const PUBLISHED_AT = '2026-03-02T08:15:00.000Z';
const FETCHED_AT = '2026-03-02T08:15:03.400Z';

const HOUSE_RULES: Readonly<Record<DocumentLanguage, string>> = {
  sv: 'Vi tar bort inlägg som hotar eller kränker en person.\nKritik mot kommunen får stå kvar, också hård kritik.',
  nb: 'Vi fjerner innlegg som truer eller krenker en person.\nKritikk av kommunen blir stående, også hard kritikk.',
  en: 'We remove items that threaten or insult a person.\nCriticism of the municipality stays, however harsh.',
};

export const evidenceFile = (path: string, mime: string, content: string | Uint8Array): PackageFile => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, mime, bytes, sha256: sha256(bytes), createdAt: SEALED_AT };
};

export const revision = (number: number, text: string | null): EvidenceRevision => ({
  number,
  text,
  sha256: sha256(text ?? 'left out'),
  publishedAt: new Date(Date.parse(PUBLISHED_AT) + (number - 1) * 600_000).toISOString(),
  fetchedAt: new Date(Date.parse(FETCHED_AT) + (number - 1) * 600_000).toISOString(),
});

export const neighbour = (
  place: EvidenceNeighbour['place'],
  text: string | null,
  more: Partial<EvidenceNeighbour> = {},
): EvidenceNeighbour => ({
  externalId: `1001_${derivedId(place, text ?? '').slice(0, 8)}`,
  parentExternalId: place === 'post' ? null : '1001_500',
  place,
  own: place === 'post',
  author: place === 'post' ? { id: '1001', name: 'Granviks kommun' } : { id: 'u-77', name: 'Kim Exempel' },
  text,
  withheld: false,
  publishedAt: '2026-03-02T07:30:00.000Z',
  ...more,
});

export const evidencePicture = (
  bytes: Uint8Array,
  { width, height, ...more }: Pick<EvidencePicture, 'width' | 'height'> & Partial<EvidencePicture>,
): EvidencePicture => ({
  ...evidenceFile(more.path ?? 'picture-1.png', more.mime ?? 'image/png', bytes),
  kind: 'rendered',
  page: 1,
  pages: 1,
  alt: null,
  ...more,
  width,
  height,
});

function sealed(text: string | null, captureId: string): Seal {
  const capture = sealCapture(
    { raw: [{ field: 'feed', message: text }], comment: { text }, context: [], assessment: {} },
    { captureId, at: SEALED_AT },
  );
  const { manifest, manifestSha256 } = capture;
  const first = nextLink(null, { captureId: 'before', manifestSha256: sha256('before') });
  return {
    manifestSha256,
    chain: nextLink(first, { captureId, manifestSha256 }),
    sealedFiles: [
      ...capture.files.map(({ path, mime, content }) => evidenceFile(path, mime, content)),
      evidenceFile('manifest.json', 'application/json', manifest),
    ],
  };
}
type Seal = Pick<EvidencePackage, 'manifestSha256' | 'chain' | 'sealedFiles'>;

/** The ordinary case: an insult, hidden by a person under the house rules. What is given goes before it. */
export function evidencePackage(given: Partial<EvidencePackage> = {}): EvidencePackage {
  const language = given.language ?? 'sv';
  const norwegian = language === 'nb';
  const captureId = given.captureId ?? derivedId('capture', JSON.stringify(given.revisions ?? language));
  const text = 'Du är en idiot, Pelle Provsson, och det vet alla i byn.';
  const revisions = given.revisions ?? [revision(1, text)];
  return {
    captureId,
    itemId: derivedId('item', captureId),
    sealedAt: SEALED_AT,
    ...sealed(revisions.at(-1)?.text ?? null, captureId),
    language,
    timeZone: norwegian ? 'Europe/Oslo' : 'Europe/Stockholm',
    municipality: {
      name: norwegian ? 'Granvik kommune' : 'Granviks kommun',
      country: norwegian ? 'NO' : 'SE',
      organisationNumber: norwegian ? '974760673' : null,
    },
    board: norwegian ? 'Utvalg for kultur og oppvekst' : 'Kultur- och fritidsnämnden',
    account: {
      platform: 'facebook',
      externalId: '1001',
      name: norwegian ? 'Granvik kommune' : 'Granviks kommun',
    },
    object: {
      kind: 'comment',
      externalId: '1001_501',
      parentExternalId: '1001_500',
      postExternalId: '1001_500',
      permalink: 'https://social.example/granvik/posts/500?comment_id=501',
      visibility: 'public',
    },
    author: { id: 'u-42', name: 'Robin Testperson' },
    publishedAt: PUBLISHED_AT,
    editedAt: null,
    firstFetchedAt: FETCHED_AT,
    revisions,
    thread: [
      neighbour('post', 'Nu öppnar badhuset efter renoveringen. Välkomna på lördag!'),
      neighbour('before', 'Äntligen!'),
      neighbour('self', revisions.at(-1)?.text ?? null, {
        externalId: '1001_501',
        author: { id: 'u-42', name: 'Robin Testperson' },
        publishedAt: PUBLISHED_AT,
      }),
      neighbour('after', 'Håll god ton, tack.'),
      neighbour('answer', 'Vi har dolt ett inlägg här ovanför.', {
        own: true,
        author: { id: '1001', name: 'Granviks kommun' },
      }),
    ],
    findings: [
      {
        category: 'insult',
        level: 'strong',
        score: 0.94,
        spans: [{ start: 9, end: 14 }],
        signals: ['insult.word', 'insult.model'],
      },
      { category: 'profanity', level: 'none', score: 0.08, spans: [], signals: [] },
    ],
    classifierVersion: 'text-9',
    policyVersion: '4',
    removal: {
      type: 'hide',
      reason: 'insult',
      axis: 'houseRule',
      houseRules: { version: 3, text: HOUSE_RULES[language] },
    },
    cause: {
      trigger: 'removal',
      actor: { kind: 'person', id: 'p-eva', name: 'Eva Jonsson' },
      at: '2026-03-02T09:01:05.000Z',
    },
    secrecy: null,
    withoutContent: false,
    reference: null,
    pictures: [],
    pictureMissing: null,
    software: { name: 'Uppsikt', version: '0.1.0' },
    ...given,
  };
}
