/** What is on the pictures, and how it joins what was read in the text: verdicts, decision and place in the list. */
import { decisionWithMedia, withImageVerdicts } from '../../images/image-verdicts.ts';
import { blockAll, type MediaReview, newMediaReview } from '../../images/media.ts';
import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';
import { placeOf } from './place.ts';

function scanned(item: Item, media: MediaReview | null, decided: Item['decision']): Partial<Item> {
  const decision = decisionWithMedia(decided, media);
  const verdicts = withImageVerdicts(item.verdicts, media);
  return { media, verdicts, decision, ...placeOf({ ...item, verdicts, decision, media }) };
}

/** Scans of the pictures of an earlier revision no longer count; a suspicion stays, whatever is edited. */
function newReview(item: Item, revision: number): MediaReview | null {
  const fresh = newMediaReview(item.attachments, revision);
  const blocked = item.media?.looks.find(({ state }) => state === 'blocked');
  return fresh !== null && (blocked || isWithheld(item))
    ? blockAll(fresh, blocked?.cause ?? 'report')
    : fresh;
}

/** A person has said that it must not be kept, at whatever event: no picture that comes later is kept either. */
const isWithheld = ({ removal, recordsOutcome }: Item): boolean =>
  removal?.reason === 'csam' || recordsOutcome === 'no-capture';

/** Whatever event sets the reason `csam` or the outcome of its like. */
function withholds({ data }: ModerationEvent): boolean {
  const said = data as { readonly reason?: unknown; readonly outcome?: unknown };
  return said.reason === 'csam' || said.outcome === 'no-capture';
}

/** From now on nobody sees its pictures here. */
const withheld = (item: Item): Partial<Item> =>
  item.media ? scanned(item, blockAll(item.media, 'report'), item.decision) : {};

export function reduceMedia(item: Item, event: ModerationEvent): Partial<Item> {
  switch (event.type) {
    case 'comment.received':
    case 'comment.edited':
      return scanned(item, newReview(item, event.data.revision), event.data.decision);
    case 'media.judged': {
      const { revision, looks, decision, policy } = event.data;
      // A scan that was under way when a person said so.
      const isReported = isWithheld(item) || item.media?.looks.some(({ cause }) => cause === 'report');
      const media = isReported ? blockAll({ revision, looks }, 'report') : { revision, looks };
      return { ...scanned(item, media, decision), policyVersion: policy };
    }
    default:
      return withholds(event) ? withheld(item) : {};
  }
}
