/** Whatever event says that something may not be kept, and whatever follows, its pictures stay out of sight. */
import { test } from '@jest/globals';
import fc from 'fast-check';
import { isBlocked } from '../../../../core/images/media.ts';
import { applyNewEvents } from '../../../../core/inbox/apply-new-events.ts';
import type { NewEvent } from '../../../../core/inbox/event.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { REMOVAL_REASONS } from '../../../../core/moderation/removal.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const PICTURE = { type: 'image', url: 'https://bild.example/1.jpg', state: 'unfetched' } as const;
const LOOK = { state: 'judged', cause: null, version: 'image-1', verdicts: [], printed: true } as const;
const item = {
  ...{ _id: 'i', tenantId: 't', accountId: 'a', version: 1, seq: 1, policyVersion: 'p', updatedAt: AT },
  ...{ text: 'Titta', attachments: [PICTURE], revision: 1, verdicts: [], decision: 'none', severity: 0 },
  ...{ status: 'open', visibility: 'hidden', actions: [], captures: [], corrections: [], tags: [] },
  ...{ firstSeenAt: null, recordsOutcome: null, media: { revision: 1, looks: [LOOK] } },
  removal: {
    knownAt: 1,
    flaggedAt: 1,
    reason: 'porn',
    axis: null,
    hiddenAt: 1,
    removedAt: null,
    keptAt: null,
  },
} as unknown as Item;

const judged = { decision: 'none', categories: [], policy: 'p' } as const;
const text = { ...judged, deliveryId: 'd', revision: 2, textSha256: 'x', classifier: 'c' };
const FINISHED = { actionId: 'x', type: 'hide', remoteId: null, at: null, cause: null } as const;
const reasons = fc.constantFrom(...REMOVAL_REASONS);
const events: fc.Arbitrary<NewEvent> = fc.oneof(
  reasons.map((reason) => ({ type: 'removal.confirmed', data: { reason, axis: 'houseRule' } }) as const),
  fc
    .tuple(reasons, fc.constantFrom('hide', 'delete', 'ban'))
    .map(([reason, type]) => ({ type: 'action.requested', data: { actionId: 'x', type, reason } }) as const),
  fc
    .constantFrom('done', 'failed', 'cancelled', 'blocked')
    .map((state) => ({ type: 'action.finished', data: { ...FINISHED, state } }) as const),
  fc
    .constantFrom('registered', 'no-capture')
    .map((outcome) => ({ type: 'records.decided', data: { outcome, referenceSha256: null } }) as const),
  fc.constantFrom<NewEvent>(
    { type: 'media.judged', data: { ...judged, revision: 1, looks: [LOOK] } },
    { type: 'comment.edited', data: text },
    { type: 'comment.unhidden', data: { deliveryId: 'd' } },
    { type: 'item.reopened', data: { reason: 'person' } },
    { type: 'removal.confirmed', data: {} },
  ),
);
const withholds = ({ data }: NewEvent): boolean =>
  ['csam', 'no-capture'].some((code) => Object.values(data).includes(code as never));

test('Pictures are blocked from the event that withholds them on', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(events, { maxLength: 6 }), (isTracked, given) => {
      const { removal: _none, ...untracked } = item;
      let after: Item = isTracked ? item : untracked;
      let isHeld = false;
      for (const newEvent of given) {
        const said = { actor: { kind: 'person', id: 'eva' }, at: AT } as const;
        after = applyNewEvents(after, [newEvent], said).item;
        isHeld ||= withholds(newEvent);
        if (isHeld && !isBlocked(after.media)) throw new Error(`${newEvent.type} shows it`);
      }
    }),
    { numRuns: 2000 },
  );
});
