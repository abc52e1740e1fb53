/**
 * The port that every platform's folder in `connectors/` fills: bytes in, closed types out; actions in, outcomes out.
 * No platform type, HTTP status or token leaves the fence.
 * Long because: whoever adds a platform reads the whole of it.
 */

import type { Attachment, Author, CommentKind } from '../inbox/comment.ts';
import type { Capabilities, Platform } from '../kernel/platform.ts';

export interface Upserted {
  readonly type: 'added' | 'edited';
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly permalink: string | null;
  readonly author: Author | null;
  /** The account itself wrote it. */
  readonly own: boolean;
  /** Ids of those whom the text names, where the platform says. */
  readonly mentions?: readonly string[];
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The platform's time of publication or edit; null where it gave none. */
  readonly at: Date | null;
}

/** Edited, and the platform has not said into what. The text that stood still stands here until the new one is fetched. */
export interface UntoldEdit {
  readonly type: 'untold-edit';
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly at: Date | null;
  /** It was written just now, and the platform has not said what: there is no text that stood. */
  readonly isNew?: true;
}

export interface Removed {
  readonly type: 'removed';
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  /** The id of whom the platform names beside it; null: nobody. */
  readonly by?: string | null;
  /** The platform's time for it. Some give the comment's own instead: core knows that one (comment-change.ts). */
  readonly at: Date | null;
}

/** hide and unhide tell nothing of the author, the text or the creation time (platforms.md 1.4). */
export interface VisibilityChanged {
  readonly type: 'hidden' | 'unhidden';
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly at: Date | null;
}

/** Understood and of no concern to a moderator: reactions, page likes, the page's own posts in draft. */
export interface Ignored {
  readonly type: 'ignored';
  readonly what: string;
  /** Somebody reacted, or took it back; `parentId`: to what. */
  readonly reaction?: Reaction;
}

export interface Reaction {
  readonly removed: boolean;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly author: Author | null;
  readonly at: Date | null;
}

/** Could not be read. Recorded beside its delivery, never fails its batch. `what` holds field names, never text. */
export interface Unknown {
  readonly type: 'unknown';
  readonly what: string;
}

export type Change = Upserted | UntoldEdit | Removed | VisibilityChanged | Ignored | Unknown;

/** What one delivery says of one account. `raw` is the change as sent, for the sealed record. */
export interface Entry {
  readonly accountExternalId: string;
  /** When the platform sent it; null where it does not say. */
  readonly sentAt: Date | null;
  readonly changes: readonly { readonly change: Change; readonly raw: unknown }[];
}

export type Handshake =
  | { readonly ok: true; readonly body: string; readonly contentType: string }
  | { readonly ok: false };

export interface WebhookSecrets {
  /** Old and new secret while rotating: any of them verifies. Empty: nothing verifies. */
  readonly signing: readonly string[];
  readonly verifyTokens: readonly string[];
}

/** What understands the platform's deliveries, pushed or fetched. Pure. */
export interface DeliveryReader {
  /** Whether {@link parseDelivery} will find an envelope. Cheap: it stands before the 200. */
  isReadable(body: Uint8Array): boolean;
  /** Whether it tells of a comment that was hidden or shown again, which may come about twice. Cheap, as the above. */
  tellsOfHiding(body: Uint8Array): boolean;
  parseDelivery(body: Uint8Array): readonly Entry[];
  /** The delivery's last untold edit of this object alone, with the text that it lacked. Null: it holds none. */
  withText(body: Uint8Array, externalId: string, text: string): Uint8Array | null;
}

/** What knows a sender. Its bodies are read by the platform's {@link DeliveryReader}. */
export interface WebhookConnector {
  readonly contentTypes: readonly string[];
  handshake(query: Readonly<Record<string, unknown>>, secrets: WebhookSecrets): Handshake;
  /** Whether the headers hold a signature at all, well-formed: asked before the body is read. */
  isSigned(headers: Readonly<Record<string, string | string[] | undefined>>): boolean;
  /** Constant-time check of the raw bytes; a missing or malformed header is false, never a throw. */
  verify(
    body: Uint8Array,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    secrets: WebhookSecrets,
  ): boolean;
  /** Whether what was verified was signed lately: an old delivery is not taken again. Absent: no time is signed. */
  isTimely?(headers: Readonly<Record<string, string | string[] | undefined>>, now: Date): boolean;
  /** Each account has an address `/webhooks/<platform>/<external id>` and its token, a secret (or `new,old`), signs there. */
  readonly perSource?: true;
}

/** How to reach one account on its platform. The token is decrypted for the call and kept nowhere. */
export interface AccountAccess {
  readonly externalId: string;
  readonly apiBase: string;
  readonly token: string;
  /** The secret of the app that the token belongs to, where the platform wants its proof. Absent: it is not known. */
  readonly appSecret?: string;
}

export interface ActionTarget {
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly kind: CommentKind;
  readonly authorId: string | null;
}

/** Why a platform said no, in our words; each code has a remedy in the message catalogues. */
export const CAUSES = [
  'no-token',
  'token-expired',
  'permission-missing',
  'throttled',
  'gone',
  // The platform says one of the two and not which.
  'gone-or-denied',
  'refused',
  // The platform lets an account answer only those who have named or quoted it.
  'not-summoned',
  'temporarily-blocked',
  'unreachable',
  'not-supported',
  'paused',
  'capture-failed',
  'picture-missing',
  'second-person',
  'edited-since',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Perhaps it was carried out all the same; absent: surely not. Of a reply that is `unknown`. */
interface Uncertain {
  readonly uncertain?: true;
}

/**
 * done: it is so on the platform. retry: try later. blocked: a person must mend something first, the whole account
 * waits. failed: this action will never succeed. unknown: sent, answer lost; read back before sending again.
 */
export type Outcome =
  | { readonly state: 'done'; readonly remoteId: string | null; readonly at: Date | null }
  | ({ readonly state: 'retry'; readonly cause: Cause; readonly afterMs: number | null } & Uncertain)
  | ({ readonly state: 'blocked'; readonly cause: Cause } & Uncertain)
  | ({ readonly state: 'failed'; readonly cause: Cause } & Uncertain)
  | { readonly state: 'unknown'; readonly cause: Cause };

export interface ActionsConnector {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome>;
  /** Looks for the account's own reply with this text under the target, written at or after `since`. */
  findReply(
    access: AccountAccess,
    target: ActionTarget,
    /** `except`: ids of replies that are known to be others. */
    wanted: { text: string; since: Date; except?: readonly string[] },
  ): Promise<Outcome>;
  hide(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  /** Keeps it from the public until a person has let it through (`unhide`). Absent: the platform has no such state. */
  hold?(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  unhide(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  delete(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  ban(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  like(access: AccountAccess, target: ActionTarget): Promise<Outcome>;
  /** A message that only the author of the comment sees. The platform itself takes one per comment, so it may be sent again. */
  privateReply?(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome>;
  /** Tells the platform's own moderators of it. Absent where {@link Capabilities.report} is false. */
  report?(access: AccountAccess, target: ActionTarget, told: Report): Promise<Outcome>;
}

/** Why, in the words that platforms have in common, and what a person adds for whoever reads it there. */
export interface Report {
  readonly reason: 'spam' | 'illegal' | 'rules' | 'other';
  readonly comment: string;
}

/** A post or a parent comment, fetched for context. */
export interface ContextNode {
  readonly externalId: string;
  readonly text: string;
  readonly author: Author | null;
  readonly own: boolean;
  readonly permalink: string | null;
  readonly createdAt: Date | null;
}

export type Fetched<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly cause: Cause;
      /** How long the platform asks to be left alone. Absent or null: it does not say. */
      readonly afterMs?: number | null;
      /** What was spent before it failed, in the platform's units. Absent: one. */
      readonly cost?: number;
    };

/** What `account add` found out about a token. `missing` names scopes and subscriptions in the platform's words. */
export interface AccessCheck {
  readonly ok: boolean;
  readonly externalIdMatches: boolean;
  readonly name: string | null;
  readonly missing: readonly string[];
  readonly cause: Cause | null;
}

/** What a look at the platform found: bodies that its {@link DeliveryReader} reads, stored as any delivery is. */
export interface Polled {
  readonly bodies: readonly Uint8Array[];
  /** Where the next look begins; the connector's own words, at most 2,000 characters. */
  readonly cursor: string;
  /** What it cost, in the platform's units (calls, where it counts none). */
  readonly cost: number;
}

/** What a platform lets an app spend in a day. */
export interface UnitBudget {
  /** For all accounts of one app together. */
  readonly perDay: number;
  /** Of these, what no look may touch: it is kept for what people decide. */
  readonly reserve: number;
  /** Where its day begins and ends. */
  readonly timeZone: string;
  /** What one action costs; what is not named costs nothing. */
  readonly actions: Readonly<
    Partial<Record<'reply' | 'hide' | 'unhide' | 'delete' | 'ban' | 'like', number>>
  >;
}

/** What a look may ask of what is known, when something seems to have vanished. */
export interface KnownToUs {
  /** Which of these comments we have taken down ourselves and not put back: that they are not listed tells nothing new. */
  takenDownAmong(externalIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** For platforms that push nothing, or not everything. */
export interface PollConnector {
  /** What is new since the cursor; null: the first look. A body names its account where the platform's answer does not. */
  poll(access: AccountAccess, cursor: string | null, known?: KnownToUs): Promise<Fetched<Polled>>;
  /** Absent: the platform counts no units; it throttles. */
  readonly budget?: UnitBudget;
  /** How often to look where much happens, and where nothing does. Absent: every 2 to 30 minutes. */
  readonly everyMs?: { readonly least: number; readonly most: number };
}

/** One page of what stands on the platform. */
export interface Listed {
  readonly bodies: readonly Uint8Array[];
  /** External ids of the comments that stand on this page. */
  readonly ids: readonly string[];
  /** The posts whose comments are all on this page or an earlier one: what is missing below them has vanished. */
  readonly wholePosts: readonly string[];
  /** Null: that was the last page. */
  readonly next: string | null;
  /** The platform's list came round again: it was left there, and nothing is missing from it for that. */
  readonly circled?: true;
}

export interface RefreshedToken {
  readonly token: string;
  readonly expiresInMs: number | null;
}

/** Our app on the platform, for those that subscribe each account by itself. */
export interface ConnectedApp {
  readonly secret: string | null;
  /** Its id there, and where its events are to go. Absent: what is subscribed already is looked for. */
  readonly id?: string | null;
  readonly webhookUrl?: string | null;
}

export interface BackfillConnector {
  readonly platform: Platform;
  /** What stands under the account's posts since then, page by page, for the comparison with what we have. */
  list?(
    access: AccountAccess,
    page: { readonly since: Date; readonly cursor: string | null },
  ): Promise<Fetched<Listed>>;
  fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>>;
  /** A token that lives on for longer, where the platform renews one that still lives. `expiresInMs`: null, it does not say. */
  refreshToken?(access: AccountAccess): Promise<Fetched<RefreshedToken>>;
  /** Checks identity and scopes and subscribes the page's events; changes nothing when a check fails. */
  connect(access: AccountAccess, app: ConnectedApp): Promise<AccessCheck>;
}

export interface Connector {
  readonly platform: Platform;
  readonly defaultApiBase: string;
  /** Where the platform's other product answers, for accounts that were connected through that. */
  readonly otherApiBases?: readonly string[];
  /** Accounts live on servers of anybody's: each names its own as `apiBase`, https on a public name. */
  readonly anyServer?: true;
  readonly reader: DeliveryReader;
  /** Null: it pushes nothing. */
  readonly webhook: WebhookConnector | null;
  /** Null: what it pushes is all there is to know. */
  readonly poll: PollConnector | null;
  readonly actions: ActionsConnector;
  readonly backfill: BackfillConnector;
}
