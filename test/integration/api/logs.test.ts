/**
 * Rule 8: what citizens wrote, who they are and every token stay out of the log, at the loudest level too, and out of
 * MongoDB's own, even where it logs every operation for being slow.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeDb } from '../../../core/kernel/db.ts';
import { createLogger } from '../../../core/kernel/log.ts';
import { type RunningMongod, startMongod } from '../../../ops/services/mongod.ts';
import { findMongod } from '../../../ops/services/mongod-binary.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { UNCLASSIFIABLE } from '../../support/assess.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { dataFolder, withDatabase } from '../../support/stores.ts';
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
/** A store of this file's own: its log is read. */
const folder = dataFolder();
let mongod: RunningMongod;
let world: World;
let api: ApiClient;

beforeAll(async () => {
  const { path: binary } = await findMongod();
  mongod = await startMongod({ binary, dir: folder.path });
  world = await openWorld({ mongoUrl: withDatabase(mongod.url, 'logs'), log });
  await world.db.connection.db?.command({ profile: 0, slowms: -1 });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { now: world.clock.now() });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await mongod?.stop();
  folder.remove();
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

  const ofStore = readFileSync(join(folder.path, 'mongo', 'mongod.log'), 'utf8');
  for (const secret of [/xylofon/iu, /zebulon|hemlighetsson/iu]) expect(ofStore).not.toMatch(secret);
  expect(ofStore.split('Slow query').length).toBeGreaterThan(100);
}, 60_000);
