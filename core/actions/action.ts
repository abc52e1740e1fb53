/** What a moderator asks for. Outward actions are stored rows that a worker carries out; inward ones are done at once. */

import type { Actor } from '../kernel/roles.ts';
import type { Axis, RemovalReason } from '../moderation/removal.ts';
import type { Cause } from './connector.ts';

export const OUTWARD_ACTIONS = ['reply', 'hide', 'unhide', 'delete', 'ban', 'like'] as const;
export type OutwardAction = (typeof OUTWARD_ACTIONS)[number];

export const INWARD_ACTIONS = [
  'close',
  'reopen',
  'wait',
  'confirm',
  'count',
  'assign',
  'snooze',
  'tag',
  'note',
  'register',
  'correct',
] as const;
export type InwardAction = (typeof INWARD_ACTIONS)[number];
export type ActionType = OutwardAction | InwardAction;

export const isOutward = (type: ActionType): boolean =>
  (OUTWARD_ACTIONS as readonly ActionType[]).includes(type);

/** Actions that wait `UNDO_SECONDS` before anything leaves the machine. */
export const UNDOABLE: ReadonlySet<ActionType> = new Set(['reply', 'delete', 'ban']);
/** Actions that need a sealed record first: rule 1 of design.md section 4. */
export const NEEDS_CAPTURE: ReadonlySet<ActionType> = new Set(['hide', 'delete', 'ban']);

/** Actions that cannot be undone: they also wait for the picture, which nobody could take afterwards. */
export const NEEDS_PICTURE: ReadonlySet<ActionType> = new Set(['delete', 'ban']);

export const ACTION_STATES = [
  'pending',
  'capturing',
  'running',
  'done',
  'failed',
  'blocked',
  'unknown',
  'cancelled',
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** States in which a worker still has something to do. `blocked` waits for a person. */
export const OPEN_ACTION_STATES = ['pending', 'capturing', 'running', 'unknown'] as const;
export const isOpen = (state: ActionState): boolean =>
  (OPEN_ACTION_STATES as readonly ActionState[]).includes(state);

/** Not done, and not by itself either: a person should know. Of `unknown` the answer was lost; a worker asks again. */
export const STUCK_ACTION_STATES = ['failed', 'blocked', 'unknown'] as const;
export const isStuck = (state: ActionState): boolean =>
  (STUCK_ACTION_STATES as readonly ActionState[]).includes(state);

/** On its way, with nothing amiss. */
export const isUnderWay = (state: ActionState): boolean => isOpen(state) && !isStuck(state);

/** Why a statement is false: what it says, what is true, and who says so. */
export interface RefutedClaim {
  readonly claim: string;
  readonly correction: string;
  readonly source: string;
}

export interface Removal {
  readonly reason: RemovalReason;
  readonly axis: Axis;
  /** The house rules' version that the removal cites; rule 2. */
  readonly rulesVersion: number;
  readonly note: string | null;
  /** Of a removal of disinformation. */
  readonly claim?: RefutedClaim;
}

export interface Action {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
  readonly type: ActionType;
  readonly state: ActionState;
  readonly actor: Actor;
  readonly createdAt: Date;
  readonly notBefore: Date;
  readonly finishedAt: Date | null;
  readonly text: string | null;
  readonly removal: Removal | null;
  /** A removal after which an answer is still owed: the clock runs on. Absent: not owed. */
  readonly answerOwed?: boolean;
  /** Other open items that its person chose the reply to close when it is done. Absent: the thread's rule decides. */
  readonly alsoCloses?: readonly string[];
  /** Their revisions as they were then, in the same order: one that was edited since stays open. */
  readonly alsoRevisions?: readonly number[];
  /** Those of them whose new text was not known even then. Absent: none. */
  readonly alsoUntold?: readonly string[];
  /** Of what goes out: how many revisions the text had that its person saw. */
  readonly revision?: number;
  /** The hash of that text with its attachments. Absent: asked for before it was kept. */
  readonly contentSha256?: string;
  /** Whether that text was known to have been edited without the new one being told. Absent: it was not. */
  readonly newTextState?: 'awaited' | 'not-delivered' | null;
  /** How often its person has decided anew, on a text that was edited. Absent: never. */
  readonly renewals?: number;
  /** The second person, where one was needed. */
  readonly consent?: { readonly by: Actor; readonly at: Date };
  readonly captureId: string | null;
  /** Who lets it go on, for legal duty, though the picture is missing, and when. Absent: nobody. */
  readonly withoutPicture?: { readonly by: Actor; readonly at: Date };
  readonly remoteId: string | null;
  readonly cause: Cause | null;
  readonly attempts: number;
  /** When it was first sent: a lost reply is looked for from here. */
  readonly sentAt: Date | null;
  /** The platform has surely refused every sending so far: nothing has left the machine. */
  readonly refused?: boolean;
  readonly lease: { readonly token: string; readonly until: Date } | null;
}

/** Whether an effect of it may stand on the platform. */
export const mayHaveLeft = ({ sentAt, refused }: Pick<Action, 'sentAt' | 'refused'>): boolean =>
  sentAt !== null && refused !== true;
