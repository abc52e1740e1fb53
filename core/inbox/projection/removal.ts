/**
 * The removal clock of one item, from its events: since when we have known, and when it was out of the public's sight.
 * Beside the answer's clock; supervision duties run at night and at weekends too (records.md 1.1).
 */

import { axesFor, likeliestReason, type RemovalReason, type RemovalTrack } from '../../moderation/removal.ts';
import type { Category } from '../../moderation/verdict.ts';
import type { EventData, EventOf, ModerationEvent, NewEvent } from '../event.ts';
import type { Item } from '../item.ts';

const known = (at: number, reason: RemovalReason | null): RemovalTrack => ({
  knownAt: at,
  flaggedAt: null,
  reason,
  axis: null,
  judgedAt: null,
  hiddenAt: null,
  hiddenBy: null,
  removedAt: null,
  removedBy: null,
  keptAt: null,
});

/** First human sight counts as knowledge from the moment a person says that the text must go. */
function knownToPerson(item: Item, at: number): number {
  return Math.min(at, item.firstSeenAt?.getTime() ?? at, item.removal?.knownAt ?? at);
}

function flagged(item: Item, categories: readonly Category[], at: number): RemovalTrack | undefined {
  const reason = likeliestReason(categories);
  const before = item.removal;
  if (reason === null || (before !== undefined && before.keptAt === null)) return before;
  return { ...known(at, reason), flaggedAt: at };
}

/** Only what nobody has asked to remove can be left standing. */
function kept(track: RemovalTrack | undefined, at: number): RemovalTrack | undefined {
  const stands = track?.axis === null && track.keptAt === null && track.removedAt === null;
  return stands && track ? { ...track, keptAt: at } : track;
}

/** The webhook of our own removal may be quicker than its end: it is ours all the same. */
function finished(track: RemovalTrack, { actor, data }: EventOf<'action.finished'>, at: number) {
  const { type } = data;
  if (type === 'hide') {
    const hiddenBy = actor.kind === 'machine' ? ('machine' as const) : ('us' as const);
    return { ...track, hiddenAt: track.hiddenAt ?? at, hiddenBy };
  }
  if (type === 'delete') return { ...track, removedAt: track.removedAt ?? at, removedBy: 'us' as const };
  if (type === 'unhide')
    return { ...track, hiddenAt: null, hiddenBy: null, axis: null, judgedAt: null, keptAt: at };
  return track;
}

const mayBeDuty = (reason: RemovalReason | null): boolean =>
  reason !== null && axesFor(reason).includes('legalDuty');

/** A person says what it is. What a machine suspected of it gives way. */
function named(item: Item, data: EventData['verdict.corrected'], at: number): RemovalTrack | undefined {
  const reason = likeliestReason([data.other ?? data.category]);
  const track = item.removal;
  if (track === undefined) return { ...known(knownToPerson(item, at), reason), judgedAt: at };
  const isGraver = reason !== null && mayBeDuty(reason) && !mayBeDuty(track.reason);
  if (track.axis !== null || (reason !== track.reason && data.as !== 'other' && !isGraver)) return track;
  return { ...track, reason: reason ?? track.reason, judgedAt: at };
}

/** As before the correction: a text that was let stand by it is a matter of removal again, one that it accused is not. */
function afterWithdrawal(item: Item, category: Category, at: number): RemovalTrack | undefined {
  const { removal: track } = item;
  const taken = item.corrections.find((correction) => correction.category === category);
  if (taken?.as !== 'wrong') {
    const unjudged = track?.axis === null ? { ...track, judgedAt: null } : track;
    return unjudged?.flaggedAt === null ? kept(unjudged, at) : unjudged;
  }
  return track && track.keptAt === taken.at.getTime() ? { ...track, keptAt: null } : track;
}

/** The platform's time, where it gave one. */
const timeOf = (text: string | null, at: number): number => (text === null ? at : Date.parse(text));

/** It counts from when it happened; before we knew of the text, from when we did. What we removed stays ours. */
function goneOnPlatform(track: RemovalTrack, data: EventData['comment.removed'], at: number): RemovalTrack {
  if (track.removedAt !== null) return track;
  const removedAt = Math.max(track.knownAt, timeOf(data.at ?? null, at));
  return { ...track, removedAt, removedBy: data.by ?? 'unknown' };
}

/** What a machine asks for names no axis: the duty is judged by the strictest until a person has chosen. */
function requested(item: Item, event: EventOf<'action.requested'>, at: number): RemovalTrack | undefined {
  const { reason, type } = event.data;
  if (reason === undefined || (type !== 'hide' && type !== 'delete')) return item.removal;
  if (event.actor.kind === 'machine') return { ...(item.removal ?? known(at, reason)), reason };
  const { axis = null } = event.data;
  const knownAt = knownToPerson(item, at);
  const judged = { knownAt, reason, axis, judgedAt: at, keptAt: null };
  return { ...(item.removal ?? known(knownAt, reason)), ...judged };
}

/**
 * A person stands behind a hide: it is ours from now on. They may have said for what reason: then somebody has judged it.
 */
function confirmed(item: Item, data: EventData['removal.confirmed'], at: number): RemovalTrack | undefined {
  const { reason, axis = null } = data;
  if (reason === undefined)
    return item.removal && item.removal.hiddenAt !== null
      ? { ...item.removal, hiddenBy: 'us' }
      : item.removal;
  const track = item.removal ?? { ...known(knownToPerson(item, at), reason), hiddenAt: at };
  return { ...track, reason, axis, judgedAt: at, hiddenBy: track.hiddenAt === null ? null : 'us' };
}

function removalAfter(item: Item, event: ModerationEvent): RemovalTrack | undefined {
  const { type, data } = event as NewEvent;
  const at = event.at.getTime();
  const track = item.removal;
  switch (type) {
    case 'comment.received':
    case 'comment.edited':
    case 'media.judged':
      return data.decision === 'none' ? track : flagged(item, data.categories, at);
    case 'verdict.corrected':
      if (data.as === 'wrong') return kept(track, at);
      if (data.as === 'withdrawn') return afterWithdrawal(item, data.category, at);
      return named(item, data, at);
    case 'action.requested':
      return requested(item, event as EventOf<'action.requested'>, at);
    case 'removal.confirmed':
      return confirmed(item, data, at);
    case 'action.finished':
      return track && data.state === 'done'
        ? finished(track, event as EventOf<'action.finished'>, timeOf(data.at, at))
        : track;
    case 'comment.removed':
      return track && goneOnPlatform(track, data, at);
    case 'comment.hidden':
      return track && track.hiddenAt === null
        ? { ...track, hiddenAt: Math.max(track.knownAt, timeOf(data.at ?? null, at)), hiddenBy: 'elsewhere' }
        : track;
    case 'comment.unhidden':
      return track && { ...track, hiddenAt: null, hiddenBy: null };
    case 'item.closed':
      return data.reason.startsWith('removed') ? track : kept(track, at);
    default:
      return track;
  }
}

/** Absent from the item while nobody has reason to think of a removal. */
export function reduceRemoval(item: Item, event: ModerationEvent): Partial<Item> {
  const removal = removalAfter(item, event);
  return removal ? { removal } : {};
}
