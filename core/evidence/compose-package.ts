/** Puts the whole of a capture together from its sealed files. Pure: the same files give the same package. */
import { defaultPolicy } from '../deadlines/deadline-policy.ts';
import type { Item } from '../inbox/item.ts';
import type { Country } from '../kernel/platform.ts';
import { flaggedIn } from '../moderation/verdict.ts';
import { type CapturedFile, type ChainLink, capturedFile, type SealedCapture } from './capture.ts';
import type {
  DocumentLanguage,
  EvidencePackage,
  EvidencePicture,
  EvidenceSeal,
  PackageFile,
} from './package.ts';
import {
  readCause,
  readEditedAt,
  readFindings,
  readRemoval,
  readRevisions,
  readThread,
  type SealedAssessment,
  type SealedComment,
  type SealedContext,
  type SealedManifest,
} from './sealed-record.ts';
import { SOFTWARE } from './software.ts';
import {
  isAnyWithheld,
  NOTHING_WITHHELD,
  type WithheldSince,
  withheldFiles,
  withoutWithheld,
} from './withholding.ts';

/** Where and when something was sealed. */
interface Place {
  readonly _id: string;
  readonly itemId: string;
  readonly sealedAt: Date;
  readonly chain: ChainLink;
}

export interface PictureSeal {
  readonly stored: Place;
  readonly sealed: SealedCapture;
}

interface PackageSource {
  readonly record: Place;
  readonly sealed: SealedCapture;
  readonly picture: PictureSeal | null;
  /** Why it could not be taken; null: it is there, or has not been tried to the end. */
  readonly pictureMissing?: string | null;
  readonly tenant: {
    readonly name: string;
    readonly country: Country;
    readonly organisationNumber?: string | null;
    readonly submissionAgreements?: readonly { readonly board: string | null; readonly agreement: string }[];
  } | null;
  /** As it stands now: who receives it, and under which number. Null: it is gone. */
  readonly item: Pick<
    Item,
    'board' | 'recordsReference' | 'recordsOutcome' | 'removal' | 'firstFetchedAt' | 'visibility'
  > | null;
  /** Absent: nothing. */
  readonly since?: WithheldSince;
}

/** What a picture's manifest says of its files. */
export type SealedPicture = Pick<
  EvidencePicture,
  'path' | 'kind' | 'page' | 'pages' | 'width' | 'height' | 'alt'
>;

const LANGUAGES: Readonly<Record<Country, DocumentLanguage>> = { SE: 'sv', NO: 'nb' };
const SECRECY: Readonly<Record<Country, string>> = {
  SE: 'offentlighets- och sekretesslagen (2009:400)',
  NO: 'offentleglova § 13, forvaltningsloven § 13',
};

const bytesOf = (content: CapturedFile['content']): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

const packageFile = ({ path, mime, sha256, content }: CapturedFile, sealedAt: Date): PackageFile => ({
  path,
  mime,
  bytes: bytesOf(content),
  sha256,
  createdAt: sealedAt.toISOString(),
});

const manifestFile = (path: string, { manifest }: SealedCapture, { sealedAt }: Place): PackageFile =>
  packageFile(capturedFile(path, 'application/json', manifest), sealedAt);

function readJson(sealed: SealedCapture, path: string): unknown {
  const file = sealed.files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`A sealed record without ${path}.`);
  return JSON.parse(Buffer.from(bytesOf(file.content)).toString('utf8')) as unknown;
}

function picturesOf(seal: PictureSeal | null): EvidencePicture[] {
  if (seal === null) return [];
  const { pictures = [] } = JSON.parse(seal.sealed.manifest) as { pictures?: readonly SealedPicture[] };
  return pictures.flatMap((picture) => {
    const file = seal.sealed.files.find(({ path }) => path === picture.path);
    return file === undefined ? [] : [{ ...picture, ...packageFile(file, seal.stored.sealedAt) }];
  });
}

/** `path`: of its manifest, in a package. */
export function sealOf({ stored, sealed }: PictureSeal, path: string): EvidenceSeal {
  return {
    captureId: stored._id,
    sealedAt: stored.sealedAt.toISOString(),
    manifestSha256: sealed.manifestSha256,
    chain: stored.chain,
    manifest: manifestFile(path, sealed, stored),
  };
}

function recordIn(sealed: SealedCapture) {
  return {
    manifest: JSON.parse(sealed.manifest) as SealedManifest,
    comment: readJson(sealed, 'comment.json') as SealedComment,
    context: readJson(sealed, 'context.json') as SealedContext | null,
    assessment: readJson(sealed, 'assessment.json') as SealedAssessment,
  };
}

/** What a record shows beside its own comment, and which that is. */
export function contextIn(sealed: SealedCapture) {
  const { manifest, context } = recordIn(sealed);
  return { context, externalId: manifest.object.externalId };
}

/** A board's own, else the one for all of them. */
function agreementOf(tenant: PackageSource['tenant'], board: string): string | null {
  const all = tenant?.submissionAgreements ?? [];
  const found = all.find((entry) => entry.board === board) ?? all.find((entry) => entry.board === null);
  return found?.agreement ?? null;
}

/** Of what is to be kept from the public; null: nothing points there. */
function secrecyOf(assessment: SealedAssessment, country: Country): EvidencePackage['secrecy'] {
  const isFound = flaggedIn(assessment.verdicts ?? []).includes('secrecy');
  return assessment.removal?.axis === 'secrecy' || isFound ? { provision: SECRECY[country] } : null;
}

/**
 * Sealed before a person said what it shows: the seal stays whole in the store, and of it only ids, times and actors
 * leave. Whoever checks such a package finds that the sealed files are withheld, as they are.
 */
const withoutItsContent = (evidence: EvidencePackage): EvidencePackage => ({
  ...evidence,
  author: evidence.author && { ...evidence.author, name: null },
  editedAt: null,
  revisions: [],
  thread: [],
  findings: [],
  classifierVersion: null,
  policyVersion: null,
  secrecy: null,
  withoutContent: true,
});

export function evidencePackageOf(source: PackageSource): EvidencePackage {
  const evidence = sealedEvidence(source);
  const { since = NOTHING_WITHHELD } = source;
  if (evidence.withoutContent || !isAnyWithheld(since)) return evidence;
  const parts = { record: source.sealed, picture: source.picture?.sealed ?? null };
  const withheld = withheldFiles(parts, since);
  const hashes = new Set(withheld.map(({ sha256 }) => sha256));
  const left: EvidencePackage = {
    ...evidence,
    thread: withoutWithheld(evidence.thread, since),
    pictures: [],
    pictureMissing: null,
    sealedFiles: evidence.sealedFiles.filter(({ sha256 }) => !hashes.has(sha256)),
    withheld,
  };
  return since.item ? withoutItsContent(left) : left;
}

function sealedEvidence(source: PackageSource): EvidencePackage {
  const { record, sealed, picture, tenant, item } = source;
  const { manifest, comment, context, assessment } = recordIn(sealed);
  const { account, object } = manifest;
  const country = account.country ?? tenant?.country ?? 'SE';
  const language = LANGUAGES[country];
  const parentExternalId = object.parentExternalId ?? comment.parentId ?? null;
  // Only ids and times were sealed of what must not be kept.
  const withoutContent = comment.revisions === undefined;
  const sealedAt = record.sealedAt.toISOString();
  const board = item?.board ?? manifest.board ?? account.board;
  return {
    captureId: record._id,
    itemId: record.itemId,
    sealedAt,
    manifestSha256: sealed.manifestSha256,
    chain: record.chain,
    language,
    timeZone: defaultPolicy(country).timeZone,
    municipality: {
      name: tenant?.name ?? account.name,
      country,
      organisationNumber: tenant?.organisationNumber ?? null,
      submissionAgreement: agreementOf(tenant, board),
    },
    board,
    account: { platform: account.platform, externalId: account.externalId, name: account.name },
    object: {
      kind: object.kind,
      externalId: object.externalId,
      parentExternalId,
      postExternalId: object.postExternalId ?? comment.postId ?? null,
      permalink: object.permalink,
      visibility: comment.visibility ?? item?.visibility ?? 'public',
    },
    author: withoutContent ? authorWithoutName(comment) : comment.author,
    publishedAt: publishedAtIn(comment, sealedAt),
    editedAt: readEditedAt(comment),
    firstFetchedAt: comment.firstFetchedAt ?? sealedAt,
    revisions: readRevisions(comment),
    thread: readThread(context, { externalId: object.externalId, parentId: parentExternalId }),
    findings: readFindings(assessment),
    classifierVersion: assessment.classifier ?? null,
    policyVersion: assessment.policy ?? null,
    removal: readRemoval(assessment, language),
    cause: readCause(assessment, sealedAt),
    secrecy: secrecyOf(assessment, country),
    withoutContent,
    reference: item?.recordsReference ?? null,
    pictures: picturesOf(picture),
    pictureMissing: picture === null && !withoutContent ? (source.pictureMissing ?? 'waiting') : null,
    pictureSeal: picture && sealOf(picture, 'picture/manifest.json'),
    sealedFiles: [
      ...sealed.files.map((file) => packageFile(file, record.sealedAt)),
      manifestFile('manifest.json', sealed, record),
    ],
    software: manifest.software ?? { name: SOFTWARE.name, version: '' },
  };
}

const authorWithoutName = ({ authorId }: SealedComment) => (authorId ? { id: authorId, name: null } : null);

/** The first revision's; of what was sealed without content, the time beside the ids. */
function publishedAtIn(comment: SealedComment, otherwise: string): string {
  const [first] = readRevisions(comment);
  const { publishedAt } = comment as { readonly publishedAt?: string };
  return first?.publishedAt ?? publishedAt ?? otherwise;
}
