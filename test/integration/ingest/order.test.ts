/** In whatever order, how often and in whatever batches changes arrive: the same comment and item in the end. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareRevisions } from '../../../core/inbox/comment.ts';
import { type Suite, storedOf, suite } from '../../support/suite.ts';
import { acted, added, edited, envelopeOf, type Value } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 8, minute));

type Changes = (id: string) => Value[];

const EDITING: Changes = (id) => [
  added({ id, text: 'När öppnar badhuset?', at: at(1) }),
  edited({ id, text: 'När öppnar badhuset, idiot?', at: at(2) }),
  edited({ id, text: 'När öppnar badhuset?', at: at(3) }),
  acted('remove', { id, at: at(4) }),
];
const HIDING: Changes = (id) => [
  added({ id, text: 'Nu räcker det.', at: at(1) }),
  acted('hide', { id, at: at(2) }),
  acted('unhide', { id, at: at(3) }),
];
const ANONYMOUS_EDIT: Changes = (id) => [
  added({ id, text: 'Hej', at: at(1) }),
  edited({ id, text: 'Hej då', at: at(2), from: null }),
];

/** What must not depend on the order: all but arrival, places in the line of events, and the ids. */
async function outcome(suite_: Suite, externalId: string) {
  const { comment, item, events } = await storedOf(suite_, externalId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(item?.seq).toBe(events.length);
  const { _id, externalId: _e, permalink, revisions, ...ofComment } = comment ?? { revisions: [] };
  // The removal clock tells what was known when: a text that came after its correction was never seen standing.
  const { _id: _i, externalId: _x, permalink: _p, seq, version, updatedAt, removal, ...ofItem } = item ?? {};
  return {
    comment: ofComment,
    revisions: [...revisions].sort(compareRevisions).map(({ deliveryId, ...rest }) => rest),
    item: ofItem,
  };
}

let made = 0;
function newId(): string {
  made += 1;
  return `555_${String(made).padStart(6, '0')}`;
}

/** Sends the changes of these places, each delivery holding `together` of them. */
async function send(changes: Changes, places: readonly number[], together = 1): Promise<string> {
  const id = newId();
  const values = changes(id);
  for (let from = 0; from < places.length; from += together) {
    const batch = places.slice(from, from + together).map((place) => values[place] as Value);
    await s.world.deliver(envelopeOf(batch, { sentAt: at(0), salt: `${id}-${from}` }));
  }
  return id;
}

function permutations(length: number): number[][] {
  if (length === 0) return [[]];
  return permutations(length - 1).flatMap((rest) =>
    Array.from({ length }, (_, place) => [...rest.slice(0, place), length - 1, ...rest.slice(place)]),
  );
}

async function expectAlways(changes: Changes, length: number): Promise<void> {
  const inOrder = Array.from({ length }, (_, place) => place);
  const wanted = await outcome(s, await send(changes, inOrder));
  for (const order of permutations(length))
    expect({ order, ...(await outcome(s, await send(changes, order))) }).toEqual({ order, ...wanted });
}

describe('order of arrival', () => {
  test('Every order of add, edit, edit back and remove ends the same', async () => {
    await expectAlways(EDITING, 4);
    const { item, revisions } = await outcome(s, await send(EDITING, [0, 1, 2, 3]));
    expect(revisions.map(({ text }) => text)).toEqual([
      'När öppnar badhuset?',
      'När öppnar badhuset, idiot?',
      'När öppnar badhuset?',
    ]);
    expect(item).toMatchObject({ visibility: 'removed', status: 'closed', revision: 3, publishedAt: at(1) });
  }, 60_000);

  test('Of hides and unhides within one second the last to come stands, also where its bytes came before', async () => {
    const id = '7_99';
    await s.world.deliver(envelopeOf([added({ id, text: 'Nu räcker det.', at: at(1) })]));
    const told = async (verb: 'hide' | 'unhide') => {
      s.world.clock.advance(100);
      await s.world.deliver(envelopeOf([acted(verb, { id, at: at(2) })]));
      return (await storedOf(s, id)).item;
    };
    expect((await told('hide'))?.visibility).toBe('hidden');
    expect((await told('unhide'))?.visibility).toBe('public');
    const hidden = await told('hide');
    expect(hidden?.visibility).toBe('hidden');
    expect((await told('hide'))?.version).toBe(hidden?.version);
    expect((await told('unhide'))?.visibility).toBe('public');
    // What the platform sends again much later tells of nothing new.
    s.world.clock.advance(10_000);
    expect((await told('hide'))?.visibility).toBe('public');
  });

  test('Every order of add, hide and unhide ends the same', async () => {
    await expectAlways(HIDING, 3);
    const { item } = await outcome(s, await send(HIDING, [2, 1, 0]));
    expect(item).toMatchObject({ visibility: 'public', status: 'open' });
  }, 60_000);

  test('An author who is told only with the first text is known in the end', async () => {
    await expectAlways(ANONYMOUS_EDIT, 2);
    const { item } = await outcome(s, await send(ANONYMOUS_EDIT, [1, 0]));
    expect(item).toMatchObject({ text: 'Hej då', author: { name: 'Ada Exempelsson' } });
  });

  test('Repeats in any batches change nothing', async () => {
    const cases = [
      { changes: EDITING, length: 4 },
      { changes: HIDING, length: 3 },
    ];
    for (const { changes, length } of cases) {
      const all = Array.from({ length }, (_, place) => place);
      const wanted = await outcome(s, await send(changes, all));
      const arrival = fc
        .array(fc.nat(length - 1), { maxLength: 4 })
        .chain((more) => fc.shuffledSubarray([...all, ...more], { minLength: length + more.length }));
      await fc.assert(
        fc.asyncProperty(arrival, fc.integer({ min: 1, max: 4 }), async (places, together) => {
          expect(await outcome(s, await send(changes, places, together))).toEqual(wanted);
        }),
        { numRuns: 25, seed: 4, endOnFailure: true },
      );
    }
  }, 60_000);
});
