/**
 * Hops 4 to 7: from stored deliveries to items in the inbox, one step after the other. A new step is a file and a line
 * here; what it may use of the others' findings, its own type says.
 */
import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import { apply } from './apply.ts';
import type { StartedPart } from './batch.ts';
import { classify } from './classify.ts';
import { askForContext } from './context.ts';
import { countNearDuplicates } from './count-near-duplicates.ts';
import { askForImageScans } from './image-scans.ts';
import { loadKnown } from './load-known.ts';
import { askForMachineHides } from './machine-hides.ts';
import { mergeComments } from './merge-comments.ts';
import { type FindAccount, read } from './read.ts';
import { askForSecondOpinions } from './second-opinions.ts';
import { split } from './split.ts';
import { startingWith } from './steps.ts';
import { askForTexts } from './untold-edits.ts';
import { finish, recordUnreadable, write } from './write.ts';

/** What has arrived together. */
export interface Arrived {
  readonly deliveries: readonly Delivery[];
  readonly findAccount: FindAccount;
}

/** Once for all that arrived together. */
export const ON_ARRIVAL = startingWith<Arrived>()([
  // Bytes become closed types and find their account: what comes after knows no platform.
  read,
  // Counted in Redis, which no transaction takes back: so before one begins.
  countNearDuplicates,
  // A transaction that outgrows the store's cache or a minute is rolled back, however often it is tried.
  split,
]);

/** For each part, inside one transaction: all of it may run twice, and nothing but the store notices. */
export const IN_TRANSACTION = startingWith<StartedPart>()([
  // Read inside the transaction: what is written rests on what stood when it began.
  loadKnown,
  // Duplicates fall away and late edits find their place, so that only new texts are classified.
  mergeComments,
  // Hop 6, where classifiers measure and the policy decides; it knows texts, not items.
  classify,
  // Items and events follow from comment and assessment; pure, so that history can be replayed.
  apply,
  // A policy's hide is an action like any other, stored with its cause; it needs the item as the whole part left it.
  askForMachineHides,
  // Posts and parents that a new item hangs on; whether they are known stands on the item, so before it is written.
  askForContext,
  // Slow work, done by jobs whose rows stand with their cause.
  askForImageScans,
  askForSecondOpinions,
  askForTexts,
  // Hop 7: comments, events and items.
  write,
  // What could not be read is counted on the account's page, and never fails its batch.
  recordUnreadable,
  // Last, since it ends the deliveries: another worker that was first undoes all of the above.
  finish,
]);
