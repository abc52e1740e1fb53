/**
 * What one capture is as a whole: the value that the document, every package format and the hand-over are written from.
 * Loaded once from the store (`package.store.ts`), then only computed with. All times ISO 8601 UTC with milliseconds.
 */
import type { CommentKind } from '../inbox/comment.ts';
import type { Country, Platform } from '../kernel/platform.ts';
import type { Axis, RemovalReason } from '../moderation/removal.ts';
import type { Category, Level } from '../moderation/verdict.ts';
import type { ChainLink, ListedFile } from './capture.ts';

export type DocumentLanguage = 'sv' | 'nb' | 'en';

/** A file of a package, whatever wrote it. */
export interface PackageFile {
  /** Relative, with `/`; as it is to stand in the package. */
  readonly path: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly createdAt: string;
}

/** A sealed file that is a picture, and what it shows. */
export interface EvidencePicture extends PackageFile {
  /** `rendered`: drawn by us from the platform's data; `page`: the public page; `attachment`: the comment's own picture. */
  readonly kind: 'rendered' | 'page' | 'attachment';
  /** From 1, where one picture is split over several pages. */
  readonly page: number;
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  /** What a person who cannot see it is told: the platform's alternative text; null: none was given. */
  readonly alt: string | null;
}

export interface EvidencePerson {
  readonly id: string;
  readonly name: string | null;
}

export interface EvidenceRevision {
  /** From 1, in order. */
  readonly number: number;
  /** Null: left out, its hash stands alone. */
  readonly text: string | null;
  readonly sha256: string;
  readonly publishedAt: string;
  readonly fetchedAt: string;
}

/** A comment or post around the captured one. */
export interface EvidenceNeighbour {
  readonly externalId: string;
  readonly parentExternalId: string | null;
  readonly place: 'post' | 'ancestor' | 'before' | 'self' | 'after' | 'answer';
  /** The account itself wrote it. */
  readonly own: boolean;
  readonly author: EvidencePerson | null;
  /** Null: withheld or never known. */
  readonly text: string | null;
  readonly withheld: boolean;
  readonly publishedAt: string | null;
}

export interface EvidenceFinding {
  readonly category: Category;
  readonly level: Level;
  readonly score: number;
  /** Which words of the text, in UTF-16 units. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** Codes of what was found, as the verdict holds them. */
  readonly signals: readonly string[];
}

export interface EvidenceRemoval {
  readonly type: 'hide' | 'delete' | 'ban';
  readonly reason: RemovalReason;
  readonly axis: Axis;
  readonly houseRules: { readonly version: number; readonly text: string } | null;
}

/** Who or what caused the capture. */
export interface EvidenceCause {
  readonly trigger: 'removal' | 'confirmed' | 'registered' | 'machine-hide' | 'asked-for';
  readonly actor: {
    readonly kind: 'person' | 'key' | 'machine';
    readonly id: string;
    readonly name: string | null;
  };
  readonly at: string;
}

/** The seal of the picture: a manifest and a place in the chain of its own, which name the record's manifest. */
export interface EvidenceSeal {
  readonly captureId: string;
  readonly sealedAt: string;
  readonly manifestSha256: string;
  readonly chain: ChainLink;
  readonly manifest: PackageFile;
}

export interface EvidencePackage {
  readonly captureId: string;
  readonly itemId: string;
  readonly sealedAt: string;
  readonly manifestSha256: string;
  readonly chain: ChainLink;
  /** The language of the receiving board. */
  readonly language: DocumentLanguage;
  /** IANA name, for the local times beside UTC. */
  readonly timeZone: string;
  readonly municipality: {
    readonly name: string;
    readonly country: Country;
    /** With which archives know it; null: not set. */
    readonly organisationNumber: string | null;
    /** The archive's number of what was agreed on for this board; null or absent: not set. */
    readonly submissionAgreement?: string | null;
  };
  readonly board: string;
  readonly account: { readonly platform: Platform; readonly externalId: string; readonly name: string };
  readonly object: {
    readonly kind: CommentKind;
    readonly externalId: string;
    readonly parentExternalId: string | null;
    readonly postExternalId: string | null;
    readonly permalink: string | null;
    readonly visibility: 'public' | 'hidden' | 'removed';
  };
  readonly author: EvidencePerson | null;
  /** By the platform's clock: the time of receipt. */
  readonly publishedAt: string;
  readonly editedAt: string | null;
  readonly firstFetchedAt: string;
  readonly revisions: readonly EvidenceRevision[];
  readonly thread: readonly EvidenceNeighbour[];
  readonly findings: readonly EvidenceFinding[];
  readonly classifierVersion: string | null;
  readonly policyVersion: string | null;
  readonly removal: EvidenceRemoval | null;
  readonly cause: EvidenceCause;
  /** What a person or the classifier proposes; the registrar decides. */
  readonly secrecy: { readonly provision: string } | null;
  /** Suspected child sexual abuse material: ids, times and actor only; everything with content is empty. */
  readonly withoutContent: boolean;
  /** Number in the case register, once it is known. */
  readonly reference: string | null;
  readonly pictures: readonly EvidencePicture[];
  /** Why there is no picture yet; null: there is one, or none may be taken. */
  readonly pictureMissing: string | null;
  /** Null or absent: there is no picture. Its files are `pictures`. */
  readonly pictureSeal?: EvidenceSeal | null;
  /** The sealed files themselves (record and manifest), byte for byte. */
  readonly sealedFiles: readonly PackageFile[];
  /** What was sealed and is withheld by law since, as its manifests list it. Absent: nothing. */
  readonly withheld?: readonly ListedFile[];
  /** The seal of the withholding; null or absent: nothing is, or it is not sealed yet. Its files are none. */
  readonly withholdingSeal?: EvidenceSeal | null;
  readonly software: { readonly name: string; readonly version: string };
}
