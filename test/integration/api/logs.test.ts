/** Rule 8: what citizens wrote, who they are and every token stay out of the log, at the loudest level too. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeDb } from '../../../core/kernel/db.ts';
import { createLogger } from '../../../core/kernel/log.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { UNCLASSIFIABLE } from '../../support/assess.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import {
  APP_SECRET,
  added,
  envelopeOf,
  PAGE_TOKEN,
  postWebhook,
  VERIFY_TOKEN,
} from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

const lines: string[] = [];
const log = createLogger({
  name: 'test',
  level: 'trace',
  destination: { write: (line) => void lines.push(line) },
});
let stores: TestStores;
let world: World;
let api: ApiClient;

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl, log });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { now: world.clock.now() });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await stores?.stop();
});

test('A whole run with troubles logs lines, and none of them holds a secret', async () => {
  const at = world.clock.now();
  const author = 'Zebulon Hemlighetsson';
  const text = `Xylofontext som ingen får logga, idiot ${UNCLASSIFIABLE}`;
  const { id: externalId } = await world.sim.comment({ text, author });
  await world.runQueue();
  const [item] = (await api.items(`?externalId=${externalId}`)).items;
  const id = item?.id ?? '';
  await api.send('POST', '/api/items/search', { text: 'Xylofontext' });
  await api.act(id, { type: 'note', text: 'Xylofonanteckning' });
  await api.act(id, { type: 'reply', text: 'Xylofonsvar' });
  world.sim.faults.expireToken = true;
  await world.settle();
  // Everything that is refused or breaks.
  await api.act(id, { type: 'hide', reason: 'Xylofonskäl' });
  await api.act(id, { type: 'tag', tag: 'x', version: 1 });
  await fetch(`${world.url}/api/items`, { headers: { authorization: 'Bearer upp_Xylofontoken0123456789' } });
  await fetch(`${world.url}/api/items/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
    body: '{"text":"Xylofon',
  });
  await postWebhook(world.url, Buffer.from('{"object":"page","entry":[{"message":"Xylofon"'));
  await postWebhook(world.url, envelopeOf([added({ id: '1_1', text: 'Xylofon', at })]), { secret: 'wrong' });
  await closeDb(world.db);
  await postWebhook(world.url, envelopeOf([added({ id: '1_2', text: 'Xylofon', at })]));
  await api.send('POST', '/api/items/search', { text: 'Xylofontext' }).catch(() => undefined);

  expect(lines.length).toBeGreaterThan(5);
  const everything = lines.join('');
  for (const secret of [/xylofon/iu, /zebulon|hemlighetsson/iu])
    expect(lines.filter((line) => secret.test(line))).toEqual([]);
  for (const secret of [PAGE_TOKEN, APP_SECRET, VERIFY_TOKEN, api.token])
    expect(everything).not.toContain(secret);
}, 30_000);
