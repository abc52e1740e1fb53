/**
 * Scans the pictures of one item, after the item is in the inbox. A scan that fails marks the item, is tried again
 * within limits, and loses nothing. Where anything points to child sexual abuse material nothing is fetched at all.
 */

import type { Account } from '../../core/accounts/account.ts';
import { windowEnd } from '../../core/alarms/alarm-plan.ts';
import { addAlarms, type NewAlarm } from '../../core/alarms/alarms.store.ts';
import { type ImageScanRow, SCAN_ROWS } from '../../core/images/image-scans.store.ts';
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
import { itemById } from '../../core/inbox/items.store.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { decide } from '../../core/moderation/decide.ts';
import { graverDecision } from '../../core/moderation/decision.ts';
import { answersTo, authorKnownForIt } from '../../core/moderation/suspicions.store.ts';
import { flaggedIn } from '../../core/moderation/verdict.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Attempt, type ItemAndAccount, loadItemAndAccount, runRow, type Settle } from '../run-row.ts';
import { type Reviewed, scanPictures } from './scan-pictures.ts';

type Scan = Attempt<ImageScanRow> & ItemAndAccount;

/** One alarm per account and so many minutes, however many pictures. */
const ALARM_MINUTES = 15;

/** What points there already; the picture is then never touched. */
async function pointer(deps: WorkerDeps, item: Item): Promise<ScanCause | null> {
  const { tenantId, accountId, externalId, author, text, verdicts } = item;
  const { cues } = deps.imageScanner;
  const sexual = flaggedIn(verdicts).includes('porn');
  if (cues.points(text) || (sexual && cues.minor(text))) return 'text';
  if (item.removal?.reason === 'csam' || item.recordsOutcome === 'no-capture') return 'report';
  if (author && (await authorKnownForIt(deps.db, { tenantId, accountId, authorId: author.id })))
    return 'author';
  const answers = await answersTo(deps.db, { tenantId, accountId, externalId });
  return answers.some((answer) => cues.points(answer)) ? 'report' : null;
}

/** Of pictures over which every worker died. */
const withoutScan = (media: MediaReview): Reviewed => ({
  media: {
    ...media,
    looks: media.looks.map((scan) => (isOpenScan(scan) ? notScanned('not-judged', 'failed') : scan)),
  },
  imageHashes: [],
});

/** What `scanOpen` makes of what is open; null: there is nothing to look at any more. */
async function review(
  deps: WorkerDeps,
  { claimed, item }: Scan,
  scanOpen: (media: MediaReview) => Promise<Reviewed>,
): Promise<Reviewed | null> {
  const { media } = item;
  if (media?.revision !== claimed.revision || !media.looks.some(isOpenScan)) return null;
  const cause = await pointer(deps, item);
  return cause === null ? scanOpen(media) : { media: blockAll(media, cause), imageHashes: [] };
}

async function scanWithKnown(deps: WorkerDeps, { item, account }: Scan, media: MediaReview) {
  const listed = (await knownPicturesOf(deps.db, item.tenantId)).map(({ _id, hash, category }) => ({
    id: _id,
    hash,
    category,
  }));
  return scanPictures(deps.imageScanner, { item, media, account, listed });
}

/** What the pictures add. The text is not judged again: what it was judged by, floods for one, is gone by now. */
function newEventOf(
  deps: WorkerDeps,
  { item, account, media }: { item: Item; account: Account; media: MediaReview },
): NewEvent {
  const policy = deps.policyOf(account);
  const { language } = item;
  const added = decide({ language, verdicts: imageVerdicts(media) }, policy);
  const decision = graverDecision(item.decision, decisionWithMedia(added, media));
  const data: EventData['media.judged'] = {
    ...media,
    decision,
    categories: flaggedIn(withImageVerdicts(item.verdicts, media)),
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

/** Row, item and alarm change together. An item that was edited meanwhile has another row: this one ends. */
const keep =
  (deps: WorkerDeps, { claimed, account, isLast }: Scan, reviewed: Reviewed | null): Settle<ImageScanRow> =>
  async (session) => {
    const now = deps.now();
    const item = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    const stands = item?.media?.revision === claimed.revision && !isBlocked(item.media);
    if (item === null || reviewed === null || !stands || !item.media) return { set: { state: 'done' } };
    const { media, imageHashes } = reviewed;
    const kept = claimed.prints.filter((old) => !imageHashes.some(({ at }) => at === old.at));
    const prints = isBlocked(media) ? [] : [...kept, ...imageHashes];
    const items: Item[] = [];
    if (!sameScans(media, item.media)) {
      if (isBlocked(media)) await addAlarms(deps.db, alarmsFor(item, now), session);
      const changed = await recordNewEvents(deps.db, item, {
        newEvents: [newEventOf(deps, { item, account, media })],
        // The id that stored events bear, from when the job was called so.
        actor: { kind: 'machine', id: 'look-at-images' },
        at: now,
        session,
      });
      items.push(changed);
    }
    const isOpen = media.looks.some(isOpenScan) && !isLast;
    return isOpen ? { set: { prints }, items, again: 'backoff' } : { set: { state: 'done', prints }, items };
  };

/** The processor of `scan-images`. */
export function createScanImages(deps: WorkerDeps): Processor {
  return runRow(deps, {
    name: 'scan-images',
    kind: SCAN_ROWS,
    load: (claimed) => loadItemAndAccount(deps, claimed),
    gone: () => ({ set: { state: 'done' } }),
    giveUp: async (scan) => keep(deps, scan, await review(deps, scan, async (media) => withoutScan(media))),
    work: async (scan) =>
      keep(deps, scan, await review(deps, scan, (media) => scanWithKnown(deps, scan, media))),
  });
}
