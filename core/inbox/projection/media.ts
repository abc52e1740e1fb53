/** What is on the pictures, and how it joins what was read in the text: verdicts, decision and place in the list. */
import { decisionWithMedia, withImageVerdicts } from '../../images/image-verdicts.ts';
import { blockAll, type MediaReview, newMediaReview } from '../../images/media.ts';
import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';
import { graveness } from '../item-content.ts';
import { raises } from './second-opinion.ts';

function scanned(item: Item, media: MediaReview | null, decided: Item['decision']): Partial<Item> {
  const decision = decisionWithMedia(decided, media);
  const verdicts = withImageVerdicts(item.verdicts, media);
  const { severity, abusive } = graveness({ verdicts, decision, media });
  const { secondOpinion: opinion } = item;
  const raised = opinion?.revision === item.revision && raises(opinion);
  return { media, verdicts, decision, severity: raised ? Math.max(severity, 1) : severity, abusive };
}

/** Scans of the pictures of an earlier revision no longer count; a suspicion stays, whatever is edited. */
function newReview(item: Item, revision: number): MediaReview | null {
  const fresh = newMediaReview(item.attachments, revision);
  const blocked = item.media?.looks.find(({ state }) => state === 'blocked');
  return fresh !== null && blocked ? blockAll(fresh, blocked.cause ?? 'report') : fresh;
}

/** A person says that it must not be kept: from now on nobody sees its pictures here. */
const withheld = (item: Item): Partial<Item> =>
  item.media ? scanned(item, blockAll(item.media, 'report'), item.decision) : {};

export function reduceMedia(item: Item, event: ModerationEvent): Partial<Item> {
  switch (event.type) {
    case 'comment.received':
    case 'comment.edited':
      return scanned(item, newReview(item, event.data.revision), event.data.decision);
    case 'media.judged': {
      const { revision, looks, decision, policy } = event.data;
      return { ...scanned(item, { revision, looks }, decision), policyVersion: policy };
    }
    case 'action.requested':
      return event.data.reason === 'csam' ? withheld(item) : {};
    case 'records.decided':
      return event.data.outcome === 'no-capture' ? withheld(item) : {};
    default:
      return {};
  }
}
