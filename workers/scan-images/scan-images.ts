/**
 * Looks at the pictures of one item, after the item is in the inbox. A look that fails marks the item, is tried again
 * within limits, and loses nothing. Where anything points to child sexual abuse material nothing is fetched at all.
 */

import type { Account } from '../../core/accounts/account.ts';
import { accountById } from '../../core/accounts/accounts.store.ts';
import { windowEnd } from '../../core/alarms/alarm-plan.ts';
import { addAlarms, type NewAlarm } from '../../core/alarms/alarms.store.ts';
import {
  claimScan,
  type ImageScanRow,
  SCAN_ATTEMPTS,
  settleScan,
} from '../../core/images/image-scans.store.ts';
import { decisionWithMedia, imageVerdicts, withImageVerdicts } from '../../core/images/image-verdicts.ts';
import { knownPicturesOf } from '../../core/images/known-pictures.store.ts';
import {
  blockAll,
  isBlocked,
  isOpenScan,
  type MediaReview,
  notScanned,
  type ScanCause,
} from '../../core/images/media.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { EventData, NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById, itemsById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { type ClientSession, transaction } from '../../core/kernel/db.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { categoriesFound } from '../../core/moderation/assessment.ts';
import { decide } from '../../core/moderation/decide.ts';
import { graverDecision } from '../../core/moderation/decision.ts';
import { answersTo, authorKnownForIt } from '../../core/moderation/suspicions.store.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Reviewed, scanPictures } from './scan-pictures.ts';

const FIRST_WAIT_MS = 30_000;
/** One alarm per account and so many minutes, however many pictures. */
const ALARM_MINUTES = 15;

/** What points there already; the picture is then never touched. */
async function pointer(deps: WorkerDeps, item: Item): Promise<ScanCause | null> {
  const { tenantId, accountId, externalId, author, text, verdicts } = item;
  const { cues } = deps.imageScanner;
  const sexual = verdicts.some(({ category, level }) => category === 'porn' && level !== 'none');
  if (cues.points(text) || (sexual && cues.minor(text))) return 'text';
  if (item.removal?.reason === 'csam' || item.recordsOutcome === 'no-capture') return 'report';
  if (author && (await authorKnownForIt(deps.db, { tenantId, accountId, authorId: author.id })))
    return 'author';
  const answers = await answersTo(deps.db, { tenantId, accountId, externalId });
  return answers.some((answer) => cues.points(answer)) ? 'report' : null;
}

/** Every try has ended with its worker: it is told as one that failed, and not tried again. */
const givenUp = (media: MediaReview): Reviewed => ({
  media: {
    ...media,
    looks: media.looks.map((scan) => (isOpenScan(scan) ? notScanned('not-judged', 'failed') : scan)),
  },
  imageHashes: [],
});

async function review(
  deps: WorkerDeps,
  { item, account, attempts }: { item: Item; account: Account; attempts: number },
): Promise<Reviewed | null> {
  const { media } = item;
  if (!media?.looks.some(isOpenScan)) return null;
  const cause = await pointer(deps, item);
  if (cause !== null) return { media: blockAll(media, cause), imageHashes: [] };
  if (attempts > SCAN_ATTEMPTS) return givenUp(media);
  const listed = (await knownPicturesOf(deps.db, item.tenantId)).map(({ _id, hash, category }) => ({
    id: _id,
    hash,
    category,
  }));
  return scanPictures(deps.imageScanner, { item, media, account, listed });
}

/** What the pictures add. The text is not judged again: what it was judged by, floods for one, is gone by now. */
function eventOf(deps: WorkerDeps, item: Item, account: Account, media: MediaReview): NewEvent {
  const policy = deps.policyOf(account);
  const { language } = item;
  const added = decide({ language, verdicts: imageVerdicts(media) }, policy);
  const decision = graverDecision(item.decision, decisionWithMedia(added, media));
  const data: EventData['media.judged'] = {
    ...media,
    decision,
    categories: categoriesFound(withImageVerdicts(item.verdicts, media)),
    policy: decision === item.decision ? item.policyVersion : policy.version,
  };
  return { type: 'media.judged', data };
}

/** Carries count, account and link, like every alarm: no word of what was seen (rule 8). */
function alarmsFor(item: Item, now: Date): NewAlarm[] {
  const window = new Date(windowEnd(now.getTime(), ALARM_MINUTES));
  const { tenantId, accountId } = item;
  return (['administrators', 'unit', 'channel'] as const).map((audience) => ({
    tenantId,
    accountId,
    kind: 'blocked' as const,
    audience,
    window,
    notBefore: now,
    raised: 1,
    late: 0,
    until: now,
  }));
}

const sameScans = (a: MediaReview, b: MediaReview): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Found {
  readonly claimed: ImageScanRow;
  readonly account: Account;
  /** Null: there was nothing to look at any more. */
  readonly reviewed: Reviewed | null;
}

/** Item, row and alarm change together. An item that was edited meanwhile has another row: this one ends. */
async function settle(
  deps: WorkerDeps,
  { claimed, account, reviewed }: Found,
  session: ClientSession,
): Promise<Item | null> {
  const now = deps.now();
  const item = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
  const stands = item?.media?.revision === claimed.revision && !isBlocked(item.media);
  if (item === null || reviewed === null || !stands || !item.media) {
    await settleScan(deps.db, claimed, { state: 'done' }, session);
    return null;
  }
  const { media, imageHashes } = reviewed;
  const more = media.looks.some(isOpenScan) && claimed.attempts < SCAN_ATTEMPTS;
  const kept = claimed.prints.filter((old) => !imageHashes.some(({ at }) => at === old.at));
  const set = {
    ...(more
      ? { notBefore: new Date(now.getTime() + FIRST_WAIT_MS * 2 ** (claimed.attempts - 1)) }
      : { state: 'done' as const }),
    prints: isBlocked(media) ? [] : [...kept, ...imageHashes],
  };
  if (!(await settleScan(deps.db, claimed, set, session))) return null;
  if (sameScans(media, item.media)) return null;
  if (isBlocked(media)) await addAlarms(deps.db, alarmsFor(item, now), session);
  return recordNewEvents(deps.db, item, {
    newEvents: [eventOf(deps, item, account, media)],
    // The id that stored events bear, from when the job was called so.
    actor: { kind: 'machine', id: 'look-at-images' },
    at: now,
    session,
  });
}

/** The processor of `scan-images`. */
export function createScanImages(deps: WorkerDeps): Processor<'scan-images'> {
  return async ({ tenantId, scanId }) => {
    const claimed = await claimScan(deps.db, { tenantId, id: scanId, now: deps.now() });
    if (claimed === null) return;
    const [item] = await itemsById(deps.db, { tenantId, ids: [claimed.itemId] });
    const account = await accountById(deps.db, { tenantId, id: claimed.accountId });
    if (item === undefined || account === null) {
      deps.log.error({ scanId }, 'an image scan without its item or account');
      return void (await settleScan(deps.db, claimed, { state: 'done' }));
    }
    const current = item.media?.revision === claimed.revision;
    const reviewed = current ? await review(deps, { item, account, attempts: claimed.attempts }) : null;
    const changed = await transaction(deps.db, (session) =>
      settle(deps, { claimed, account, reviewed }, session),
    );
    if (changed !== null) await publishItems(deps.publisher, [changed], deps.now());
  };
}
