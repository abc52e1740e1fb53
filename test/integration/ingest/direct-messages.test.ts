/** A direct message is an item like any other, edited and unsent; what the page itself writes is none. */
import { expect, test } from '@jest/globals';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { bodyOf, PAGE_ID, postWebhook } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const after = (minutes: number): number => MONDAY.getTime() + minutes * 60_000;

async function tell(minutes: number, event: object, by = '9'): Promise<void> {
  const [sender, recipient] = [{ id: by }, { id: by === PAGE_ID ? '9' : PAGE_ID }];
  const messaging = [{ sender, recipient, timestamp: after(minutes), ...event }];
  const entry = { id: PAGE_ID, time: after(minutes), messaging };
  expect((await postWebhook(s.world.url, bodyOf([entry]))).status).toBe(200);
  await s.world.runQueue();
}

test('A direct message becomes an item, its edit and its unsending reach it, and an echo is the page’s own', async () => {
  await tell(0, { message: { mid: 'm_1', text: 'Hej, när kommer sopbilen?' } });
  const first = await storedOf(s, 'm_1');
  expect(first.item).toMatchObject({ kind: 'message', status: 'open', parentId: null, postId: null });
  expect(first.comment).toMatchObject({ kind: 'message', own: false, author: { id: '9', name: null } });

  await tell(1, {
    message_edit: { mid: 'm_1', text: 'Hej, när kommer sopbilen på Storgatan?', num_edit: 1 },
  });
  expect((await storedOf(s, 'm_1')).comment?.revisions.at(-1)?.text).toContain('Storgatan');

  await tell(
    2,
    { message: { mid: 'm_2', text: 'I morgon.', is_echo: true, reply_to: { mid: 'm_1' } } },
    PAGE_ID,
  );
  const echo = await storedOf(s, 'm_2');
  expect(echo.comment).toMatchObject({ own: true, kind: 'message' });
  expect(echo.item).toBeNull();

  await tell(3, { message: { mid: 'm_1', is_deleted: true } });
  expect((await storedOf(s, 'm_1')).item).toMatchObject({ visibility: 'removed' });
});
