/** Two people never both answer without one of them choosing so. */
import { expect, test } from '@jest/globals';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite();
type Refused = { error: { code: string }; item?: ItemShape; detail?: { item: ItemShape } };
const other = (): Promise<ApiClient> => apiClient(s.world.db, s.world.url, { now: s.world.clock.now() });
const refusal = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  code: (body as Refused).error?.code,
});

test('An answer of the version at which its draft was begun is 409 with the present item once another was sent', async () => {
  const colleague = await other();
  const { id } = await spoken(s, 'När öppnar simhallen?');
  const { version } = await s.api.item(id);
  expect((await s.api.act(id, { type: 'reply', text: 'På måndag.', version })).status).toBe(202);
  const late = await colleague.act(id, { type: 'reply', text: 'Snart.', version });
  expect(refusal(late)).toEqual({ status: 409, code: 'stale' });
  expect(JSON.stringify(late.body)).toContain('"version"');
});

test('A second answer by another is 409 while the first is on its way and after it, unless its person says so', async () => {
  const colleague = await other();
  const { id } = await spoken(s, 'När öppnar biblioteket?');
  await s.api.act(id, { type: 'reply', text: 'Klockan tio.' });
  expect(refusal(await colleague.act(id, { type: 'reply', text: 'Vid tio.' }))).toEqual({
    status: 409,
    code: 'answered_already',
  });
  await s.world.settle();
  expect((await s.api.item(id)).status).toBe('closed');
  expect(refusal(await colleague.act(id, { type: 'reply', text: 'Vid tio.' }))).toEqual({
    status: 409,
    code: 'answered_already',
  });
  const chosen = await colleague.act(id, { type: 'reply', text: 'Vid tio, alltså.', anyway: true });
  expect(chosen.status).toBe(202);
});

test('Whoever answers twice themselves, or after an answer was taken back or the item reopened, is not asked', async () => {
  const colleague = await other();
  const { id } = await spoken(s, 'Var ligger återvinningen?');
  const first = await s.api.act(id, { type: 'reply', text: 'Vid torget.' });
  expect((await s.api.act(id, { type: 'reply', text: 'Bakom skolan också.' })).status).toBe(202);
  for (const { id: actionId } of (await s.api.item(id)).actions)
    await s.api.send('DELETE', `/api/actions/${actionId}`);
  expect(first.status).toBe(202);
  expect((await colleague.act(id, { type: 'reply', text: 'Vid torget och bakom skolan.' })).status).toBe(202);
  await s.world.settle();
  await s.api.act(id, { type: 'reopen' });
  expect((await s.api.act(id, { type: 'reply', text: 'Tillägg: öppet dygnet runt.' })).status).toBe(202);
});

test('A sent answer stands in the detail of its item with its words and who wrote it', async () => {
  const { id } = await spoken(s, 'Hur dags börjar mötet?');
  await s.api.act(id, { type: 'reply', text: 'Klockan sju.' });
  expect((await s.api.detail(id)).answers).toEqual([
    { actionId: expect.any(String), by: expect.anything(), at: expect.any(String), text: 'Klockan sju.' },
  ]);
});
