/**
 * What a change of a platform makes of its comment, before anybody asks what the text means. Pure, and indifferent to
 * order: duplicates change nothing, late edits find their place, a removal that comes first waits for its comment
 * (platforms.md 11.5).
 */
import type { Account } from '../accounts/account.ts';
import type { Removed, UntoldEdit, Upserted, VisibilityChanged } from '../actions/connector.ts';
import { commentId, sha256 } from '../kernel/ids.ts';
import type { Assessment } from '../moderation/assessment.ts';
import { addRevision, type Comment, currentRevision, publishedAt, type Revision } from './comment.ts';

/** The changes that concern a comment. */
export type PlatformChange = Upserted | UntoldEdit | Removed | VisibilityChanged;

/** Where a change came from. */
export interface ChangeOrigin {
  readonly account: Account;
  readonly deliveryId: string;
  /** When the delivery reached us. */
  readonly receivedAt: Date;
  /** When the platform sent it, if it says so. */
  readonly sentAt: Date | null;
}

interface Merged {
  /** Null: not known before. */
  readonly before: Comment | null;
  /** The very same as `before` where the change says nothing new. */
  readonly comment: Comment;
}

/** A text that now stands and that nobody has classified: the first of its item, or a newer one. */
interface StandingText<Kind> extends Merged {
  readonly kind: Kind;
  readonly change: Upserted;
  readonly revision: Revision;
}

/** An earlier text that came late: it takes its place behind the one that stands. */
interface OlderText extends Merged {
  readonly kind: 'older-text';
  readonly change: Upserted;
  readonly revision: Revision;
}

interface OtherChange extends Merged {
  /** The text is known, though perhaps its author was not; or the account itself wrote it. */
  readonly kind: 'same-text' | 'own-text';
}

interface UntoldChange extends Merged {
  readonly kind: 'untold-edit';
  readonly change: UntoldEdit;
}

export interface VisibilityChange extends Merged {
  readonly kind: 'visibility';
  readonly change: Removed | VisibilityChanged;
  readonly at: Date;
}

type FirstText = StandingText<'first-text'>;
type NewText = StandingText<'new-text'>;
type SettledChange = OlderText | OtherChange | UntoldChange | VisibilityChange;

export type CommentChange = FirstText | NewText | SettledChange;

/** The same, once every text that stands has been classified. */
type Assessed<Text> = Text & { readonly assessment: Assessment };
export type AssessedText = Assessed<FirstText> | Assessed<NewText>;
export type AssessedChange = AssessedText | SettledChange;

/** When it happened by the platform's clock, as far as it says. */
export const timeOf = (change: PlatformChange, { sentAt, receivedAt }: ChangeOrigin): Date =>
  change.at ?? sentAt ?? receivedAt;

/** A comment of which nothing is known but that it exists. */
function blank(change: PlatformChange, { account, receivedAt }: ChangeOrigin): Comment {
  return {
    _id: commentId(account._id, change.externalId),
    tenantId: account.tenantId,
    accountId: account._id,
    platform: account.platform,
    kind: change.kind,
    externalId: change.externalId,
    parentId: change.parentId,
    postId: change.postId,
    permalink: null,
    author: null,
    own: false,
    revisions: [],
    visibility: 'public',
    visibilityAt: null,
    removedAt: null,
    firstFetchedAt: receivedAt,
  };
}

const revisionOf = (change: Upserted, origin: ChangeOrigin): Revision => ({
  text: change.text,
  at: timeOf(change, origin),
  receivedAt: origin.receivedAt,
  deliveryId: origin.deliveryId,
  sha256: sha256(change.text),
  edited: change.type === 'edited',
  attachments: change.attachments,
});

/** What the platform tells later than at first: an author it withheld, a permalink. Never overwrites. */
function fillMissingFields(comment: Comment, change: Upserted): Comment {
  const filled = {
    own: comment.own || change.own,
    author: comment.author?.name ? comment.author : (change.author ?? comment.author),
    permalink: comment.permalink ?? change.permalink,
    parentId: comment.parentId ?? change.parentId,
    postId: comment.postId ?? change.postId,
    ...(change.own && change.mentions && !comment.mentions ? { mentions: change.mentions } : {}),
  };
  const isNews = (Object.keys(filled) as (keyof typeof filled)[]).some((key) =>
    key === 'author' ? filled.author?.name !== comment.author?.name : filled[key] !== comment[key],
  );
  return isNews ? { ...comment, ...filled } : comment;
}

/** What the store knows of a change's comment. */
export interface KnownComment {
  readonly comment: Comment | null;
  readonly hasItem: boolean;
  /** Those of its texts beside the change in time that stand in rows of their own. */
  readonly moved?: readonly Revision[];
}

/** A removal is told with the comment's own time where the platform has no other: then its telling is what is known. */
function settleRemoval(comment: Comment): Comment {
  const { removedAt, removalToldAt, revisions } = comment;
  const published = publishedAt(revisions);
  const isOwnTime = removedAt !== null && published !== null && removedAt <= published;
  return isOwnTime && removalToldAt !== undefined && removalToldAt > removedAt
    ? { ...comment, removedAt: removalToldAt, visibilityAt: removalToldAt }
    : comment;
}

function mergeText(known: KnownComment, change: Upserted, origin: ChangeOrigin): CommentChange {
  const before = known.comment ?? blank(change, origin);
  const revision = revisionOf(change, origin);
  const revisions = addRevision(before.revisions, revision, known.moved);
  const filled = fillMissingFields(before, change);
  const comment = settleRemoval(revisions === filled.revisions ? filled : { ...filled, revisions });
  const merged = { before: known.comment, comment, change };
  if (comment.own) return { ...merged, kind: 'own-text' };
  const standing = currentRevision(revisions) as Revision;
  if (!known.hasItem) return { ...merged, kind: 'first-text', revision: standing };
  if (revisions === before.revisions) return { ...merged, kind: 'same-text' };
  return { ...merged, kind: standing === revision ? 'new-text' : 'older-text', revision };
}

/** After a removal nothing changes any more; an older hide never undoes a newer unhide. */
function visibilityAfter(
  comment: Comment,
  change: VisibilityChange['change'],
  { at, toldAt }: { readonly at: Date; readonly toldAt: Date },
): Comment {
  const { type } = change;
  if (comment.visibility === 'removed') return comment;
  if (type === 'removed') {
    const by = change.by ? { removedBy: change.by } : {};
    const told = { removedAt: at, visibilityAt: at, removalToldAt: toldAt };
    return settleRemoval({ ...comment, visibility: 'removed', ...told, ...by });
  }
  if (comment.visibilityAt !== null && comment.visibilityAt > at) return comment;
  return { ...comment, visibility: type === 'hidden' ? 'hidden' : 'public', visibilityAt: at };
}

export const isUpsert = (change: PlatformChange): change is Upserted =>
  change.type === 'added' || change.type === 'edited';

/** An edit whose text is to be fetched, unless a later text is known, or it was told of before. */
function mergeUntold(known: Comment | null, change: UntoldEdit, origin: ChangeOrigin): CommentChange {
  const at = timeOf(change, origin);
  const comment = known ?? blank(change, origin);
  const newest = currentRevision(comment.revisions);
  const isOld =
    comment.visibility === 'removed' ||
    (comment.untoldAt !== undefined && comment.untoldAt >= at) ||
    (newest?.edited === true && newest.at >= at);
  return {
    kind: 'untold-edit',
    before: known,
    comment: isOld ? comment : { ...comment, untoldAt: at },
    change,
  };
}

/** Applies one change to what is known. The same change again says that nothing is new. */
export function mergeChange(
  known: KnownComment,
  change: PlatformChange,
  origin: ChangeOrigin,
): CommentChange {
  if (isUpsert(change)) return mergeText(known, change, origin);
  if (change.type === 'untold-edit') return mergeUntold(known.comment, change, origin);
  const at = timeOf(change, origin);
  const toldAt = origin.sentAt ?? origin.receivedAt;
  const comment = visibilityAfter(known.comment ?? blank(change, origin), change, { at, toldAt });
  const happenedAt = change.type === 'removed' ? (comment.removedAt ?? at) : at;
  return { kind: 'visibility', before: known.comment, comment, change, at: happenedAt };
}
