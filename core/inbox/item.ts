/**
 * The projection that a moderator works with: comment, events, and the assessment of the text that is kept with it
 * (`core/inbox/projection/apply-event.ts` says which is which).
 */

import type { ActionState, ActionType } from '../actions/action.ts';
import type { Cause } from '../actions/connector.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { CapturePicture } from '../evidence/picture-state.ts';
import type { MediaReview } from '../images/media.ts';
import type { Platform } from '../kernel/platform.ts';
import type { Correction } from '../learning/correction.ts';
import type { Decision } from '../moderation/decision.ts';
import type { RemovalTrack } from '../moderation/removal.ts';
import type { Category, Classification, Language, Verdict } from '../moderation/verdict.ts';
import type { ItemHandOver } from '../records/hand-over.ts';
import type { SecondOpinion } from '../second-opinion/second-opinion.ts';
import type { Attachment, Author, CommentKind, Visibility } from './comment.ts';
import type { CloseReason, RecordsOutcome } from './event.ts';

export const ITEM_STATUSES = ['open', 'snoozed', 'waiting', 'closed'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

export interface ItemAction {
  readonly id: string;
  readonly type: ActionType;
  readonly state: ActionState;
  readonly cause: Cause | null;
}

export interface ItemCapture {
  readonly id: string;
  readonly state: 'sealed';
  readonly manifestSha256: string;
  /** Absent: sealed before there were pictures, and none was taken since. */
  readonly picture?: CapturePicture;
}

export const MACHINE_HIDE_STATES = [
  'asked',
  'hidden',
  'failed',
  'withdrawn',
  'confirmed',
  'restored',
] as const;

/** A machine's hide, from its events: why, and what became of it. The newest one only. */
export interface MachineHide {
  readonly actionId: string;
  /** The policy's version. */
  readonly policy: string;
  readonly decision: 'hold' | 'hide';
  /** The categories that it rests on. */
  readonly categories: readonly Category[];
  /** How many revisions the text had: an edit makes another question of it. */
  readonly revision: number;
  readonly state: (typeof MACHINE_HIDE_STATES)[number];
}

/** Ids of persons or keys: who took it up first, and who last answered, removed or closed it. */
export interface Handling {
  readonly first: string;
  readonly solver: string | null;
}

/** `awaited`: the platform told of an edit without its text, which is being fetched. */
export const NEW_TEXT_STATES = ['awaited', 'not-delivered'] as const;

export interface Item {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly platform: Platform;
  /** The receiving board: the account's owner by default. */
  readonly board: string;
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly permalink: string | null;
  readonly author: Author | null;
  readonly text: string;
  /** Of an edit whose text the platform did not tell. Absent or null: the text is the newest that there is. */
  readonly newText?: (typeof NEW_TEXT_STATES)[number] | null;
  readonly attachments: readonly Attachment[];
  /** Absent or null: there is nothing to look at. */
  readonly media?: MediaReview | null;
  /** How many revisions of the text are kept. */
  readonly revision: number;
  readonly publishedAt: Date;
  readonly firstFetchedAt: Date;
  /** When a person first opened it (rule 7). */
  readonly firstSeenAt: Date | null;
  readonly status: ItemStatus;
  readonly closeReason: CloseReason | null;
  readonly visibility: Visibility;
  /** Grows with every change that a moderator decides on; what a client writes against. */
  readonly version: number;
  /** The last event's `seq`. */
  readonly seq: number;
  readonly language: Language;
  readonly verdicts: readonly Verdict[];
  /** Null: not classified, a human decides. */
  readonly classifier: string | null;
  readonly decision: Decision;
  readonly policyVersion: string;
  readonly registration: Classification['registration'];
  readonly intent: Classification['intent'];
  readonly needsAnswer: Classification['needsAnswer'];
  /** Absent or null: not known, so harsh words in it are never hidden. */
  readonly aboutMunicipality?: boolean | null;
  readonly deadline: Deadline;
  readonly recordsOutcome: RecordsOutcome | null;
  readonly recordsReference: string | null;
  readonly captures: readonly ItemCapture[];
  readonly actions: readonly ItemAction[];
  readonly assignee: string | null;
  readonly tags: readonly string[];
  readonly snoozedUntil: Date | null;
  /** Those that stand; the events tell of all. */
  readonly corrections: readonly Correction[];
  /** Whether the post it hangs on could be fetched. */
  readonly context: 'pending' | 'fetched' | 'failed' | 'none';
  readonly contextCause: Cause | null;
  /** What `sort=severity` sorts by: the numbers of `core/moderation/severity.ts`. */
  readonly severity: number;
  /** Any of insult, hate, threat, porn, violence, secrecy is flagged or named by a person, and nobody took it away. */
  readonly abusive: boolean;
  /** The categories that are flagged or named by a person, as the lists look for them. */
  readonly flagged: readonly Category[];
  /** Absent: none was asked for. */
  readonly secondOpinion?: SecondOpinion;
  /** Absent: nobody has had reason to think of a removal. */
  readonly removal?: RemovalTrack;
  /** Absent: no person or key has done anything with it. */
  readonly handling?: Handling;
  /** The newest last. Absent: nothing of it was given to a register. */
  readonly handOvers?: readonly ItemHandOver[];
  /** Absent: no machine has asked to hide it. */
  readonly machineHide?: MachineHide;
  /** A person, here or on the platform, has decided on it: no machine touches it again. Absent: not yet. */
  readonly personDecided?: true;
  /** Folded words of text and author and their stems, for search. */
  readonly words: readonly string[];
  /** The folded words as they follow each other, for phrases. Absent: stored before there were phrases. */
  readonly wordOrder?: string;
  /** The comment of ours that stopped its clock. Absent or null: none did, or nothing is known of it. */
  readonly answeredBy?: string | null;
  readonly updatedAt: Date;
}

/** Of an item, all that its clock needs: no text, no verdicts. */
export type ClockItem = Pick<
  Item,
  '_id' | 'tenantId' | 'accountId' | 'version' | 'seq' | 'policyVersion' | 'updatedAt' | 'deadline'
>;
