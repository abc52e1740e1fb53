/** An installation of its own whose store holds 100,000 items: some went through the pipeline, the rest are their copies. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstPerson } from '../../core/accounts/people.store.ts';
import { createSignInToken } from '../../core/accounts/sign-in-links.store.ts';
import { ensureTenant } from '../../core/accounts/tenants.store.ts';
import { Comments } from '../../core/inbox/comments.store.ts';
import { Events } from '../../core/inbox/events.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { Collection } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { ensureCollections } from '../../core/kernel/migrations.ts';
import { buildClient } from '../run/client-build.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { type Ground, openGround } from './ground.ts';

const SPOKEN = 200;
/** Of so many copies one is open: an inbox of 10,000 before an archive of 90,000. */
const OPEN_OF = 10;
const MINUTE_MS = 60_000;
const INGEST_MS = 120_000;

interface Line {
  readonly do: string;
  readonly by: string;
  readonly text?: string;
}

/** What the demo's citizens write, over and over. */
function spokenTexts(): Line[] {
  const files = ['opening.json', 'trickle-sv.json', 'trickle-nb.json', 'trickle-en.json'];
  const lines = files.flatMap(
    (file) => JSON.parse(readFileSync(join(PROJECT_DIR, 'ops/demo/content', file), 'utf8')) as Line[],
  );
  return lines.filter((line) => line.do === 'comment' && line.text);
}

async function speak(ground: Ground): Promise<void> {
  const { pageId, secret } = ground.spec('inbox');
  const lines = spokenTexts();
  const changes = Array.from({ length: SPOKEN }, (_, number) => {
    const line = lines[number % lines.length];
    const post = `${pageId}_${1_000_000_000_000 + (number % 20)}`;
    const value = {
      ...{ item: 'comment', verb: 'add', post_id: post, parent_id: post },
      comment_id: `${1_000_000_000_000 + (number % 20)}_${2_000_000_000_000 + number}`,
      from: { id: `${3_000_000_000_000 + number}`, name: line?.by },
      message: line?.text,
      created_time: Math.floor(Date.now() / 1000) - number * 60,
    };
    return { field: 'feed', value };
  });
  const body = JSON.stringify({
    object: 'page',
    entry: [{ id: pageId, time: Math.floor(Date.now() / 1000), changes }],
  });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const answer = await fetch(`${ground.url}/webhooks/facebook`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`The server answered ${answer.status}.`);
  const deadline = Date.now() + INGEST_MS;
  while ((await Items(ground.db).countDocuments({ tenantId: MAIN_TENANT })) < SPOKEN) {
    if (Date.now() > deadline) throw new Error('The comments were not taken in.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const COPY = { $toString: '$copy' };
const marked = (field: string, between = '-') => ({ $concat: [field, between, COPY] });
const earlier = (field: string) => ({ $subtract: [field, { $multiply: ['$copy', 7 * MINUTE_MS] }] });
/** From a day ago on. */
const spread = { $add: ['$deadline.dueAt', { $multiply: [{ $subtract: ['$copy', 100] }, 7 * MINUTE_MS] }] };
const ifOpen = (open: unknown, closed: unknown) => ({
  $cond: [{ $eq: [{ $mod: ['$copy', OPEN_OF] }, 0] }, open, closed],
});

/** Each a citizen of its own, under a post of its own. */
const COPIED = {
  _id: marked('$_id'),
  externalId: marked('$externalId'),
  postId: marked('$postId'),
  parentId: marked('$parentId'),
  'author.id': marked('$author.id'),
  'author.name': marked('$author.name', ' '),
};
const OF_ITEMS = {
  ...COPIED,
  publishedAt: earlier('$publishedAt'),
  firstFetchedAt: earlier('$firstFetchedAt'),
  updatedAt: earlier('$updatedAt'),
  context: 'none',
  status: ifOpen('$status', 'closed'),
  recordsOutcome: ifOpen('$recordsOutcome', 'minor'),
  'deadline.dueAt': spread,
  'deadline.state': ifOpen('$deadline.state', 'answered'),
};
const OF_EVENTS = { _id: marked('$_id'), itemId: marked('$itemId') };

/** Made by the store itself, without indexes meanwhile: a fifth of the time. */
async function multiply({ db }: Ground, count: number): Promise<void> {
  const copied = [
    [Items, OF_ITEMS],
    [Comments, COPIED],
    [Events, OF_EVENTS],
  ] as unknown as readonly (readonly [Collection<never>, object])[];
  for (const [collection, fields] of copied) {
    const { collection: native } = collection(db);
    await native.dropIndexes();
    const copies = { $set: { copy: { $range: [0, Math.ceil(count / SPOKEN)] } } };
    const stages = [copies, { $unwind: '$copy' }, { $set: fields }, { $unset: 'copy' }];
    await native.aggregate([...stages, { $out: native.collectionName }]).toArray();
  }
  await ensureCollections(
    db,
    copied.map(([collection]) => collection),
  );
}

export interface InboxGround extends Ground {
  /** Signs the first administrator in, once. */
  readonly link: string;
}

export async function openInboxGround(count: number): Promise<InboxGround> {
  await buildClient();
  const ground = await openGround();
  try {
    await ground.startWorker();
    await speak(ground);
    await multiply(ground, count);
    const now = new Date();
    const tenant = {
      _id: MAIN_TENANT,
      name: 'Provkommun',
      country: 'SE',
      demo: false,
      createdAt: now,
    } as const;
    await ensureTenant(ground.db, tenant);
    const person = await firstPerson(ground.db, { tenantId: MAIN_TENANT, role: 'administrator' });
    if (person === null) throw new Error('Nobody can sign in.');
    const link = `${ground.url}/sign-in#${await createSignInToken(ground.db, person, now)}`;
    return { ...ground, link };
  } catch (error) {
    await ground.stop();
    throw error;
  }
}
