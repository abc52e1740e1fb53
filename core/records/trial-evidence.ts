/** What a trial of a board's way carries: a made-up capture that says so wherever it is read. Pure. */
import { nextLink, sealCapture } from '../evidence/capture.ts';
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Country } from '../kernel/platform.ts';
import type { RouteLanguage } from './hand-over-route.ts';

const TEXTS: Readonly<Record<RouteLanguage, string>> = {
  sv: 'PROV. Registrera inte. Det här är ett prov av vägen till ärendesystemet: åäö, en påhittad avsändare, inget verkligt inlägg.',
  nb: 'PRØVE. Skal ikke journalføres. Dette er en prøve av veien til saks- og arkivsystemet: æøå, en oppdiktet avsender, ikke noe virkelig innlegg.',
  en: 'TRIAL. Do not register. This is a trial of the way to the case system: an invented sender, no real item.',
};
const SENDERS: Readonly<Record<RouteLanguage, string>> = { sv: 'PROV', nb: 'PRØVE', en: 'TRIAL' };

export interface Trial {
  /** The hand-over's id. */
  readonly id: string;
  readonly board: string;
  readonly language: RouteLanguage;
  readonly country: Country;
  readonly municipality: string;
  readonly by: EvidencePackage['cause']['actor'];
  /** ISO UTC. */
  readonly at: string;
  readonly software: EvidencePackage['software'];
}

function sealedOf({ id, language, at }: Trial) {
  const comment = { text: TEXTS[language], isTrial: true };
  const facts = { captureId: id, at, isTrial: true };
  const capture = sealCapture({ raw: [], comment, context: [], assessment: {} }, facts);
  const { manifest, manifestSha256 } = capture;
  const file = (path: string, content: string | Uint8Array): PackageFile => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { path, mime: 'application/json', bytes, sha256: sha256(bytes), createdAt: at };
  };
  return {
    manifestSha256,
    chain: nextLink(null, { captureId: id, manifestSha256 }),
    sealedFiles: [
      ...capture.files.map(({ path, content }) => file(path, content)),
      file('manifest.json', manifest),
    ],
  };
}

export function trialEvidence(trial: Trial): EvidencePackage {
  const { id, board, language, country, municipality, by, at, software } = trial;
  const text = TEXTS[language];
  const name = SENDERS[language];
  return {
    captureId: id,
    itemId: id,
    sealedAt: at,
    ...sealedOf(trial),
    language,
    timeZone: country === 'NO' ? 'Europe/Oslo' : 'Europe/Stockholm',
    municipality: { name: municipality, country, organisationNumber: null },
    board,
    account: { platform: 'generic', externalId: name, name },
    object: {
      kind: 'comment',
      externalId: name,
      parentExternalId: null,
      postExternalId: null,
      permalink: null,
      visibility: 'public',
    },
    author: { id: name, name },
    publishedAt: at,
    editedAt: null,
    firstFetchedAt: at,
    revisions: [{ number: 1, text, sha256: sha256(text), publishedAt: at, fetchedAt: at }],
    thread: [],
    findings: [],
    classifierVersion: null,
    policyVersion: null,
    removal: null,
    cause: { trigger: 'asked-for', actor: by, at },
    secrecy: null,
    withoutContent: false,
    reference: null,
    pictures: [],
    pictureMissing: null,
    software,
  };
}
