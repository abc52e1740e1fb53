/**
 * Events -> item: the only place where what happened becomes what stands. Pure.
 *
 * An item is three things together: its comment as the platform gave it (text, author, times), its events, and the
 * assessment that was made of its text and is kept with it. Only the events are reduced here. Not in any event, since
 * events hold no text and another classifier would answer otherwise: language, the text's verdicts, the classifier's
 * version, registration, intent, `needsAnswer`, `aboutMunicipality`, the search words. Nor what people type, tags and the register number, of which
 * events hold the hash (`core/inbox/typed-by-person.ts`). The others are written when the text
 * is assessed (`core/inbox/item-content.ts`). A post that was known when the comment came is no event either: its row
 * in `contexts` says so. `test/integration/ingest/rebuild.test.ts` builds an item from all of these.
 */
import type { ClockEvent, ModerationEvent } from '../event.ts';
import type { ClockItem, Item } from '../item.ts';
import { reduceAnsweredBy } from './answered-by.ts';
import { reduceCorrections } from './corrections.ts';
import { reduceDeadline } from './deadline.ts';
import { reduceHandOvers } from './hand-overs.ts';
import { reduceHandling } from './handling.ts';
import { reduceMachineHide } from './machine-hide.ts';
import { reduceMedia } from './media.ts';
import { reducePersonDecided } from './person-decided.ts';
import type { Reducer } from './reducer.ts';
import { reduceRemoval } from './removal.ts';
import { reduceReview } from './review.ts';
import { reduceSecondOpinion } from './second-opinion.ts';
import { reduceVersion } from './version.ts';

/** Each sees the item before the event, and no two change the same field at one event: their order is of no matter. */
export const REDUCERS: readonly Reducer[] = [
  reduceReview,
  reduceMedia,
  reduceSecondOpinion,
  reduceCorrections,
  reduceDeadline,
  reduceAnsweredBy,
  reduceRemoval,
  reduceHandling,
  reduceHandOvers,
  reduceMachineHide,
  reducePersonDecided,
  reduceVersion,
];

/** The item after the event. */
export function applyEvent(item: Item, event: ModerationEvent): Item {
  const after = { ...item };
  for (const reduce of REDUCERS) Object.assign(after, reduce(item, event));
  return after;
}

/** The same for a reader that has only what a clock needs: what the clock's own events change lies within that. */
export function applyClockEvent(item: ClockItem, event: ClockEvent): ClockItem {
  return { ...item, ...reduceDeadline(item, event), ...reduceVersion(item, event) };
}
