/** What is sealed around a comment: what it answers, what stood beside it, and nothing of what must not be kept. */
import { expect, test } from '@jest/globals';
import type { CaptureCause } from '../../../core/evidence/cause.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { captureRecord } from '../../../workers/capture/record.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, PAGE_ID, POST_ID } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const COUNT = 300;
const SECONDS = 1000;
const later = (n: number) => new Date(MONDAY.getTime() + n * SECONDS);
const photos = ['https://bild.exempel.se/granne.jpg'];

interface Sealed {
  readonly context: { readonly post: unknown; readonly thread: readonly { readonly externalId: string }[] };
}

async function recordOf(externalId: string): Promise<Sealed> {
  const { item } = await storedOf(s, externalId);
  if (item === null || item === undefined) throw new Error('no item');
  const cause: CaptureCause = {
    trigger: 'removal',
    actor: { kind: 'person', id: 'p' },
    at: MONDAY,
    action: { id: 'a', type: 'hide' },
    removal: null,
  };
  return (await captureRecord(s.world.deps, { item, cause, account: s.account })) as unknown as Sealed;
}

const place = (id: string) => ({ tenantId: 'main', externalId: id });

test('The record holds the post that the page’s own webhook brought, the parent, and the neighbours nearest in time', async () => {
  const post = {
    from: { id: PAGE_ID, name: 'Sidan' },
    item: 'status',
    post_id: POST_ID,
    message: 'Badet öppnar',
    created_time: Math.floor(MONDAY.getTime() / 1000),
    published: 1,
    verb: 'add',
  };
  await s.world.deliver(envelopeOf([post]));
  const all = Array.from({ length: COUNT }, (_, n) =>
    added({ id: `7_${n}`, text: `Kommentar ${n}`, at: later(n), more: n === 251 ? { photos } : {} }),
  );
  await s.world.deliver(envelopeOf(all));
  const answer = added({ id: '7_900', text: 'Svar', at: later(400), parentId: '7_250' });
  await s.world.deliver(envelopeOf([answer]));
  const { context } = await recordOf('7_250');
  expect(context.post).toMatchObject({ externalId: POST_ID, text: 'Badet öppnar' });
  const held = context.thread.map(({ externalId }) => externalId);
  expect(held).toEqual(expect.arrayContaining(['7_249', '7_250', '7_251', '7_900']));
  expect(held).not.toContain('7_0');
  expect((await recordOf('7_900')).context.thread.map(({ externalId }) => externalId)).toContain('7_250');
}, 60_000);

test('A record holds no address of a neighbour’s picture, and of a withheld neighbour nothing but its place', async () => {
  expect(JSON.stringify((await recordOf('7_250')).context)).not.toContain('bild.exempel.se');
  await Items(s.world.db).updateOne(place('7_249'), { $set: { recordsOutcome: 'no-capture' } });
  const { thread } = (await recordOf('7_250')).context;
  expect(thread.find(({ externalId }) => externalId === '7_249')).toEqual({
    externalId: '7_249',
    parentId: POST_ID,
    own: false,
    visibility: 'public',
    withheld: true,
  });
  expect(JSON.stringify(thread)).not.toContain('Kommentar 249');
});

test('Of an item that a person kept out of the records no content is sealed, whatever removes it later', async () => {
  await Items(s.world.db).updateOne(place('7_250'), { $set: { recordsOutcome: 'no-capture' } });
  expect(JSON.stringify(await recordOf('7_250'))).not.toContain('Kommentar');
});
