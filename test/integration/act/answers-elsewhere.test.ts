/** An answer that was written on the platform itself counts, also in words that were sent from here before. */
import { expect, test } from '@jest/globals';
import { spoken, suite } from '../../support/suite.ts';
import { added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';

const s = suite();
const STOCK = 'Tack för din synpunkt!';
const PAGE = { id: PAGE_ID, name: 'Sidan' };

async function answeredOnPage(id: string, externalId: string, text: string): Promise<void> {
  const at = s.world.clock.now();
  const { postId } = await s.api.item(id);
  const more = { post_id: postId };
  const value = added({ id: `${externalId}9`, text, at, from: PAGE, parentId: externalId, more });
  await s.world.deliver(envelopeOf([value], { sentAt: at }));
}

test('A stock phrase that was once sent from here answers another question on the page', async () => {
  const first = await spoken(s, 'Varför är det så mörkt?');
  await s.api.act(first.id, { type: 'reply', text: STOCK });
  await s.world.settle();
  const second = await spoken(s, 'Varför är det så halt?');
  await answeredOnPage(second.id, second.externalId, STOCK);
  expect(await s.api.item(second.id)).toMatchObject({
    status: 'closed',
    closeReason: 'answered',
    deadline: { state: 'answered' },
  });
});

test('A reply of ours whose answer is still out answers its own item only, whatever it hangs on', async () => {
  const root = await spoken(s, 'Vad händer med parken?', { author: 'Rut Rot' });
  const inner = await spoken(s, 'Ja, vad händer?', { parentId: root.externalId, author: 'Inge Inre' });
  await s.api.act(inner.id, { type: 'reply', text: 'Den rustas upp.' });
  s.world.sim.faults.loseAnswer = 1;
  s.world.clock.advance(10_500);
  await s.world.runQueue();
  await answeredOnPage(root.id, root.externalId, 'Den rustas upp.');
  expect((await s.api.item(root.id)).status).toBe('open');
  await s.world.settle();
  expect((await s.api.item(inner.id)).status).toBe('closed');
  expect((await s.api.item(root.id)).status).toBe('open');
});
