/** What goes into a sealed record: the changes as sent, the comment, what stood around it, and why it was captured. */
import type { Account } from '../../core/accounts/account.ts';
import { nameOfActor } from '../../core/accounts/people.store.ts';
import type { CaptureRecord } from '../../core/evidence/capture.ts';
import type { CaptureCause } from '../../core/evidence/cause.ts';
import { isBlocked } from '../../core/images/media.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { allRevisions } from '../../core/inbox/revisions.store.ts';
import { boundedRevisions, MAX_REVISION_TEXT } from '../../core/inbox/revisions.ts';
import { isKeptOut } from '../../core/inbox/withheld.ts';
import { houseRulesOf } from '../../core/moderation/house-rules.store.ts';
import type { WorkerDeps } from '../deps.ts';
import { rawChanges } from './raw-changes.ts';
import { bare, entryContext } from './surroundings.ts';

export interface CaptureSubject {
  readonly item: Item;
  readonly account: Account;
  readonly cause: CaptureCause;
}

type RecordDeps = Pick<WorkerDeps, 'db' | 'connectors'>;

async function causeOf({ db }: RecordDeps, { item, cause }: CaptureSubject) {
  const { trigger, actor, at, action } = cause;
  return {
    trigger,
    actor: { ...actor, name: await nameOfActor(db, { tenantId: item.tenantId, actor }) },
    at,
    action,
  };
}

/** The rules that a removal cites, or those in force: the version and every word. */
async function rulesOf({ db }: RecordDeps, { item, cause }: CaptureSubject) {
  const { tenantId, accountId } = item;
  const rules = await houseRulesOf(db, { tenantId, accountId, version: cause.removal?.rulesVersion ?? null });
  return rules && { version: rules.version, texts: rules.texts };
}

async function assessment(deps: RecordDeps, subject: CaptureSubject) {
  const { item, cause } = subject;
  return {
    verdicts: item.verdicts,
    decision: item.decision,
    classifier: item.classifier,
    policy: item.policyVersion,
    registration: item.registration,
    cause: await causeOf(deps, subject),
    removal: cause.removal,
    houseRules: await rulesOf(deps, subject),
  };
}

/**
 * Suspected child sexual abuse material is never stored or exported: only ids, times and who acted (rule 1,
 * records.md 1.3).
 */
async function withoutContent(deps: RecordDeps, subject: CaptureSubject): Promise<CaptureRecord> {
  const { item, cause } = subject;
  const removal = cause.removal && { ...cause.removal, note: null, claim: undefined };
  return {
    raw: [],
    comment: {
      externalId: item.externalId,
      permalink: item.permalink,
      authorId: item.author?.id ?? null,
      publishedAt: item.publishedAt,
      firstFetchedAt: item.firstFetchedAt,
    },
    context: null,
    assessment: { cause: await causeOf(deps, subject), removal },
  };
}

/** Whether nothing of its content may be sealed or drawn: a person has said so, in this cause or before. */
export const isWithoutContent = ({ item, cause }: Pick<CaptureSubject, 'item' | 'cause'>): boolean =>
  cause.removal?.reason === 'csam' || isKeptOut(item);

/** A suspicion that no person has confirmed: the words are evidence, the addresses of the pictures are left out. */
async function withoutMedia(
  deps: RecordDeps,
  comment: Comment,
  subject: CaptureSubject,
): Promise<CaptureRecord> {
  return {
    raw: [],
    comment: { ...comment, revisions: comment.revisions.map(bare) },
    context: await entryContext(deps.db, subject.item),
    assessment: await assessment(deps, subject),
  };
}

export async function captureRecord(deps: RecordDeps, subject: CaptureSubject): Promise<CaptureRecord> {
  const { item, account } = subject;
  if (isWithoutContent(subject)) return withoutContent(deps, subject);
  const [stored] = await commentsById(deps.db, { tenantId: item.tenantId, ids: [item._id] });
  if (stored === undefined) throw new Error('The item has no comment.');
  const { moved: _moved, ...kept } = stored;
  const revisions = (await allRevisions(deps.db, item.tenantId, [stored])).get(stored._id) ?? [];
  // Stored before comments were bounded, it may be longer.
  const comment = { ...kept, revisions: boundedRevisions(revisions, MAX_REVISION_TEXT) };
  if (isBlocked(item.media)) return withoutMedia(deps, comment, subject);
  return {
    raw: await rawChanges(deps, account, comment),
    comment,
    context: await entryContext(deps.db, item),
    assessment: await assessment(deps, subject),
  };
}
