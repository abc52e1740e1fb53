/**
 * Moderation events: what happened, past tense, never changed. Ids, codes, hashes and versions only, never text,
 * names or media: those can be purged without touching an event (rule 11).
 */
import type { ActionState, ActionType } from '../actions/action.ts';
import type { Cause } from '../actions/connector.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { PictureCause, PictureState } from '../evidence/picture-state.ts';
import type { MediaReview } from '../images/media.ts';
import type { Actor } from '../kernel/roles.ts';
import type { CorrectionKind } from '../learning/correction.ts';
import type { Decision } from '../moderation/decision.ts';
import type { PersonalDataKind } from '../moderation/personal-data.ts';
import type { Axis, RemovalReason, RemovedBy } from '../moderation/removal.ts';
import type { Category, Level } from '../moderation/verdict.ts';
import type { HandOverCause, HandOverState } from '../records/hand-over.ts';
import type { RouteKind } from '../records/hand-over-route.ts';
import type { OpinionCause, OpinionScore } from '../second-opinion/second-opinion.ts';

export const EVENT_SCHEMA_VERSION = 1;

export const RECORDS_OUTCOMES = ['registered', 'kept-ordered', 'minor', 'no-capture'] as const;
export type RecordsOutcome = (typeof RECORDS_OUTCOMES)[number];

export const CLOSE_REASONS = [
  'answered',
  'answered-elsewhere',
  'no-answer-needed',
  'removed',
  'removed-on-platform',
  'duplicate',
  'other',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What an event says of the clock: why, and the whole clock after it, so that the item can be rebuilt. */
export interface DeadlineFacts {
  readonly reason: string;
  readonly deadline: Deadline;
}

interface Decided {
  readonly decision: Decision;
  readonly categories: readonly Category[];
  readonly classifier: string;
  readonly policy: string;
}

/** One warning or the breach, raised. The rest of the clock stays as it was. */
export interface AlarmFacts {
  /** Share of the target that had been used up; 1 is the breach. */
  readonly level: number;
  /** Epoch ms of the instant it belongs to. */
  readonly at: number;
  /** Raised well after that instant: the installation was down, or the item reached us late. */
  readonly late: boolean;
  readonly nextAlarmAt: number | null;
}

interface OpinionBy {
  readonly name: string;
  readonly version: string;
  readonly revision: number;
}

/** The data of each event type. Adding a type: add it here and a case in `core/inbox/projection/review.ts`. */
export interface EventData {
  'comment.received': Decided & {
    readonly deliveryId: string;
    readonly revision: number;
    readonly textSha256: string;
  };
  'comment.edited': Decided & {
    readonly deliveryId: string;
    readonly revision: number;
    readonly textSha256: string;
  };
  'comment.older-revision': {
    readonly deliveryId: string;
    readonly revision: number;
    readonly textSha256: string;
  };
  /** Edited; the platform has not told into what. The text is fetched, comes as `comment.edited`, or cannot be had. */
  'comment.edited-untold': { readonly deliveryId: string };
  'comment.text-fetched': { readonly deliveryId: string };
  'comment.text-not-fetched': { readonly cause: Cause };
  'comment.enriched': { readonly deliveryId: string };
  /** `at`: when it happened, as far as the platform says, and who it names. Absent in events from before they were kept. */
  'comment.removed': { readonly deliveryId: string; readonly at?: string; readonly by?: RemovedBy };
  'comment.hidden': { readonly deliveryId: string; readonly at?: string };
  'comment.unhidden': { readonly deliveryId: string };
  'comment.answered': {
    /** Absent where no delivery told of it: the reply was given here, or a new rule found it. */
    readonly deliveryId?: string;
    readonly replyId: string;
    /** The reply stands under another comment of the thread, and answers this one with it. */
    readonly withThread?: true;
    /** Found when a new rule was applied to what had come before it: the number of the migration. */
    readonly recomputedBy?: number;
  };
  'classification.failed': { readonly deliveryId: string; readonly revision: number };
  /** Pictures were looked at, or why they were not. Codes and figures; hashes stand where they can be forgotten. */
  'media.judged': MediaReview & {
    readonly decision: Decision;
    readonly categories: readonly Category[];
    readonly policy: string;
  };
  'context.fetched': { readonly externalIds: readonly string[] };
  'context.failed': { readonly cause: Cause };
  'deadline.started': DeadlineFacts;
  'deadline.stopped': DeadlineFacts;
  'deadline.resumed': DeadlineFacts;
  'deadline.paused': DeadlineFacts;
  'deadline.recomputed': DeadlineFacts;
  'deadline.counted': DeadlineFacts & { readonly counts: boolean };
  /** Somebody wrote down why it was late: the note's id. */
  'deadline.explained': { readonly noteId: string };
  'deadline.warned': AlarmFacts;
  'deadline.breached': AlarmFacts;
  'action.requested': {
    readonly actionId: string;
    readonly type: ActionType;
    readonly reason?: RemovalReason;
    readonly axis?: Axis;
    readonly rulesVersion?: number;
    /** A machine asks: what the policy said, for which categories, on which revision of the text. */
    readonly decision?: 'hold' | 'hide';
    readonly categories?: readonly Category[];
    readonly policy?: string;
    readonly revision?: number;
  };
  'action.finished': {
    readonly actionId: string;
    readonly type: ActionType;
    readonly state: ActionState;
    readonly cause: Cause | null;
    readonly remoteId: string | null;
    readonly at: string | null;
  };
  'capture.sealed': {
    readonly captureId: string;
    readonly manifestSha256: string;
    /** Absent: sealed before there were pictures. */
    readonly picture?: PictureState;
  };
  /** Its picture was sealed, as a capture of its own, or cannot be taken for now. */
  'capture.picture': {
    readonly captureId: string;
    readonly state: PictureState;
    readonly cause: PictureCause | null;
    readonly pictureId?: string;
    readonly manifestSha256?: string;
  };
  /** No record could be sealed. */
  'capture.failed': { readonly captureId: string };
  /** A person lets a removal go on, for legal duty, though there is no picture. */
  'removal.without-picture': { readonly actionId: string };
  'item.closed': {
    readonly reason: CloseReason;
    /** The note that says how it was answered elsewhere. */
    readonly noteId?: string;
    /** The item whose reply answered this one too. */
    readonly answeredWith?: string;
    /** That reply, as it stands in the thread. */
    readonly replyId?: string;
  };
  'item.reopened': {
    readonly reason:
      | 'person'
      | 'edited'
      | 'snooze-over'
      | 'unhidden'
      | 'citizen-returned'
      | 'answer-removed'
      | 'picture'
      | 'second-opinion';
  };
  'item.waiting': Record<string, never>;
  'removal.confirmed': { readonly reason?: RemovalReason; readonly axis?: Axis };
  /** A second person agreed to a removal that one may not decide alone. */
  'removal.consented': { readonly actionId: string };
  'item.assigned': { readonly to: string | null };
  'item.snoozed': { readonly until: string };
  /** The tag stands on the item. */
  'item.tagged': { readonly tagSha256: string };
  'item.noted': { readonly noteId: string };
  /** Its writer took it back at once: the text is gone. */
  'item.note-withdrawn': { readonly noteId: string };
  'item.seen': Record<string, never>;
  /** Somebody saw a masked number in clear. */
  'item.revealed': { readonly kind: PersonalDataKind; readonly revision: number };
  /** The evidence left the house in one of its formats: who took it is the actor. */
  'capture.exported': {
    readonly captureId: string;
    readonly format: string;
    readonly manifestSha256: string;
  };
  /** A capture was given to the register of the board. The number that comes back stands on the item. */
  'hand-over.requested': {
    readonly handOverId: string;
    readonly captureId: string;
    readonly route: RouteKind;
  };
  'hand-over.changed': {
    readonly handOverId: string;
    readonly state: HandOverState;
    readonly cause: HandOverCause | null;
  };
  /** The register number stands on the item. */
  'records.decided': {
    /** Null: the decision was taken back. */
    readonly outcome: RecordsOutcome | null;
    readonly referenceSha256: string | null;
  };
  /** What was asked besides our classifiers, and what it said; no text. */
  'second-opinion.given': OpinionBy & { readonly categories: readonly OpinionScore[] };
  'second-opinion.failed': OpinionBy & { readonly cause: OpinionCause };
  'verdict.corrected': {
    readonly category: Category;
    /** `withdrawn`: the correction of this category that stood is taken back. */
    readonly as: CorrectionKind | 'withdrawn';
    readonly other: Category | null;
    readonly classifier: string;
    /** What was corrected: the text's revision, and the verdict on it. Absent in events from before it was kept. */
    readonly judged?: {
      readonly revision: number;
      readonly score: number | null;
      readonly level: Level | null;
    };
  };
}
export type EventType = keyof EventData;

export interface EventOf<T extends EventType> {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
  /** Unique and without gaps per item, from 1. */
  readonly seq: number;
  readonly type: T;
  readonly actor: Actor;
  readonly at: Date;
  readonly data: EventData[T];
  readonly schemaVersion: number;
  /** The policy that was in force, e.g. `default-1`. */
  readonly ruleVersion: string;
}
export type ModerationEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event before it has its place in the item's line. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

/** What a machine does to a clock by itself: it brings it under new rules and raises its alarms. */
export const CLOCK_EVENT_TYPES = ['deadline.recomputed', 'deadline.warned', 'deadline.breached'] as const;
type ClockEventType = (typeof CLOCK_EVENT_TYPES)[number];
export type ClockEvent = { [T in ClockEventType]: EventOf<T> }[ClockEventType];
export type NewClockEvent = Extract<NewEvent, { readonly type: ClockEventType }>;
