/** Texts from before they had one form on arrival are given it once, and everything that rests on them follows. */
import { expect, test } from '@jest/globals';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { Actions } from '../../../core/actions/actions.store.ts';
import { seenText } from '../../../core/actions/seen-text.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { Notes } from '../../../core/inbox/notes.store.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import { giveOneForm } from '../../../core/migrations/0013-one-form.store.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const SENT = 'Hej a\0b \ud83d';
const BEFORE = 'Hej a\0b \uFFFD';
const FORM = 'Hej a\uFFFDb \uFFFD';
const COUNT = 450;

/** As an earlier version has stored it: with NUL, and the hash of that. */
async function aged(externalId: string): Promise<void> {
  const { item, comment } = await storedOf(s, externalId);
  if (item === null || comment === null) throw new Error('not in the inbox');
  const key = { tenantId: 'main', _id: item._id };
  const [revision] = comment.revisions;
  const author = { id: '9001', name: 'Ada\0' };
  await Comments(s.world.db).updateOne(key, {
    $set: { author, revisions: [{ ...revision, text: BEFORE, sha256: sha256(SENT) }] as never },
  });
  await Items(s.world.db).updateOne(key, { $set: { author, text: BEFORE, words: ['ada', 'hej', 'a', 'b'] } });
}

test('The driver writes half a character as U+FFFD, and a hash is of the same bytes', async () => {
  await Notes(s.world.db).insertMany([{ _id: 'half', tenantId: 'main', text: 'x\ud83d' } as never]);
  expect((await Notes(s.world.db).findOne({ tenantId: 'main', _id: 'half' }).lean())?.text).toBe('x\uFFFD');
  expect(sha256('x\ud83d')).toBe(sha256('x\uFFFD'));
});

test('Every stored text, name, reply and note has its one form after the migration, however often it runs', async () => {
  const { db } = s.world;
  const said = Array.from({ length: COUNT }, (_, n) => added({ id: `13_${n}`, text: SENT, at: MONDAY }));
  await s.world.deliver(envelopeOf(said));
  await s.world.deliver(envelopeOf([added({ id: '14_1', text: 'Bra \uFFFD så', at: MONDAY })]));
  for (let n = 0; n < COUNT; n++) await aged(`13_${n}`);
  const { item: old } = await storedOf(s, '13_7');
  if (old === null) throw new Error('not in the inbox');
  const reply = {
    tenantId: 'main',
    accountId: s.account._id,
    itemId: old._id,
    type: 'reply',
    state: 'pending',
  };
  await Actions(db).insertMany([
    {
      _id: 'reply',
      ...reply,
      text: 'Svar\0',
      ...seenText(old),
      notBefore: MONDAY,
      createdAt: MONDAY,
    } as never,
  ]);
  await Notes(db).insertMany([{ _id: 'note', tenantId: 'main', itemId: old._id, text: 'n\0' } as never]);
  await Accounts(db).updateOne({ tenantId: 'main', _id: s.account._id }, { $set: { name: 'Sidan\0' } });
  const events = await eventsOf(db, { tenantId: 'main', itemId: old._id });
  const untouched = await storedOf(s, '14_1');

  for (let run = 0; run < 2; run++) {
    await giveOneForm(db);
    const { item, comment } = await storedOf(s, '13_7');
    expect(item).toMatchObject({ text: FORM, author: { name: 'Ada\uFFFD' }, seq: old.seq });
    expect(comment?.author?.name).toBe('Ada\uFFFD');
    expect(comment?.revisions).toMatchObject([{ text: FORM, sha256: sha256(FORM) }]);
    const stored = await Actions(db).findOne({ tenantId: 'main', _id: 'reply' }).lean();
    expect(stored).toMatchObject({ text: 'Svar\uFFFD', contentSha256: seenText(item ?? old).contentSha256 });
    expect((await Notes(db).findOne({ tenantId: 'main', _id: 'note' }).lean())?.text).toBe('n\uFFFD');
    expect((await Accounts(db).findOne({ tenantId: 'main' }).lean())?.name).toBe('Sidan\uFFFD');
  }
  const left = { tenantId: 'main', text: { $regex: '\\x00' } };
  expect(await Items(db).countDocuments(left)).toBe(0);
  expect(await eventsOf(db, { tenantId: 'main', itemId: old._id })).toEqual(events);
  expect(await storedOf(s, '14_1')).toEqual(untouched);
  // The platform sends the same text once more: it is known.
  const known = await storedOf(s, '13_7');
  await s.world.deliver(envelopeOf([added({ id: '13_7', text: SENT, at: MONDAY })], { salt: 'again' }));
  expect((await storedOf(s, '13_7')).item?.revision).toBe(known.item?.revision);
}, 60_000);
