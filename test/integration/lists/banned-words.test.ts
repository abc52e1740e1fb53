/** A banned word that many comments hold takes two persons; one alone, or a key, puts none on the list. */
import { beforeAll, expect, test } from '@jest/globals';
import type { RequestHandler } from 'express';
import { ensurePerson } from '../../../core/accounts/people.store.ts';
import type {
  ListChangeShape,
  ProposedWordShape,
  WordLists,
  WordShape,
} from '../../../core/lists/lists.contract.ts';
import { apiClient } from '../../support/client.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const TENANT = 'main';
/** Signs in whoever the header names: sessions themselves have tests of their own. */
const asNamed: RequestHandler = (req, _res, next) => {
  const personId = req.headers['x-person'];
  (req as unknown as { session: object }).session = personId ? { tenantId: TENANT, personId } : {};
  next();
};
const s = suite({ simulator: false, session: asNamed });
const people: string[] = [];
interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

async function as<T>(at: number, method: string, path: string, body: object = {}) {
  const answer = await fetch(`${s.world.url}/api/lists/${path}`, {
    method,
    headers: { 'x-person': people[at] ?? '', origin: s.world.url, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const words = async () => (await as<WordLists>(0, 'GET', 'words')).body;
const BANNED = { kind: 'banned', term: 'grävmaskin' };

beforeAll(async () => {
  const now = s.world.clock.now();
  const role = 'communications-unit';
  for (const email of ['anna.unit@exempel.se', 'bo.unit@exempel.se'])
    people.push((await ensurePerson(s.world.db, { tenantId: TENANT, email, role, now }))._id);
  const changes = Array.from({ length: 400 }, (_, i) =>
    added({ id: `5_${i}`, text: i < 3 ? `En grävmaskin till, nummer ${i}` : `Snö på väg ${i}`, at: now }),
  );
  await s.world.deliver(envelopeOf(changes));
}, 60_000);

test('A banned word in more than 1 of 200 comments is refused to one person, and a suspect one is not', async () => {
  const refused = await as<Refused>(0, 'POST', 'words', BANNED);
  expect([refused.status, refused.body.error.code]).toEqual([422, 'second_person_needed']);
  expect(refused.body.error.message).toContain('3 of the 400');
  expect(await words()).toEqual({ words: [], proposed: [] });
  const suspect = await as<WordShape>(0, 'POST', 'words', { ...BANNED, kind: 'suspect' });
  expect(suspect.status).toBe(201);
  // Moving it from there is no way round.
  expect((await as(0, 'POST', 'words', BANNED)).status).toBe(422);
  await as(0, 'DELETE', `words/${suspect.body.id}`);
  // Common words need no history.
  expect((await as(0, 'POST', 'words', { ...BANNED, term: 'och' })).status).toBe(422);
  expect((await as(0, 'POST', 'words', { ...BANNED, term: 'grönkålsnisse' })).status).toBe(201);
});

test('What one person proposes, another puts on the list; neither a key nor the same person can', async () => {
  const note = 'Så kallar de vår handläggare';
  const { status, body } = await as<ProposedWordShape>(0, 'POST', 'word-proposals', {
    ...{ term: BANNED.term, note },
  });
  expect([status, body.hits, body.comments]).toEqual([201, 3, 400]);
  const again = await as<ProposedWordShape>(1, 'POST', 'word-proposals', { term: BANNED.term });
  expect(again.body).toMatchObject({ id: body.id, note });
  expect((await words()).words.map(({ term }) => term)).not.toContain(BANNED.term);
  const consent = `word-proposals/${body.id}/consent`;
  expect((await as(0, 'POST', consent)).status).toBe(403);
  const key = await apiClient(s.world.db, s.world.url, {
    role: 'communications-unit',
    now: s.world.clock.now(),
  });
  expect((await key.send('POST', `/api/lists/${consent}`, {})).status).toBe(403);
  expect((await words()).proposed).toHaveLength(1);
  const agreed = await as<WordShape>(1, 'POST', consent);
  expect(agreed).toMatchObject({
    status: 200,
    body: { kind: 'banned', term: BANNED.term, note, by: { id: people[0] }, agreedBy: { id: people[1] } },
  });
  const { proposed, words: listed } = await words();
  expect([proposed, listed.map(({ term }) => term)]).toEqual([[], ['grävmaskin', 'grönkålsnisse']]);
  expect((await as(1, 'POST', consent)).status).toBe(404);
  // Its note can be changed by one person: the word stands already.
  expect((await as(0, 'POST', 'words', { ...BANNED, note: 'Ny anteckning' })).status).toBe(201);
  expect((await words()).words.find(({ term }) => term === BANNED.term)).toMatchObject({
    note: 'Ny anteckning',
    by: { id: people[0] },
    agreedBy: { id: people[1] },
  });
  const { changes } = (await as<{ changes: ListChangeShape[] }>(0, 'GET', 'changes')).body;
  const told = changes.filter(({ subject }) => subject.endsWith(BANNED.term)).map(({ what }) => what);
  expect(told).toEqual(expect.arrayContaining(['proposed', 'agreed', 'added', 'changed']));
});

test('A proposal can be refused, and one that an exempt word contradicts by then is not put on the list', async () => {
  const propose = async (term: string) =>
    (await as<ProposedWordShape>(0, 'POST', 'word-proposals', { term })).body.id;
  const id = await propose('snö');
  expect((await as(1, 'DELETE', `word-proposals/${id}`)).status).toBe(200);
  expect((await as(1, 'DELETE', `word-proposals/${id}`)).status).toBe(404);
  const other = await propose('snö*');
  expect((await as(0, 'POST', 'words', { kind: 'exempt', term: '*snö*' })).status).toBe(201);
  const refused = await as<Refused>(1, 'POST', `word-proposals/${other}/consent`);
  expect([refused.status, refused.body.error.code]).toEqual([422, 'contradicting_word']);
  expect((await words()).proposed.map(({ term }) => term)).toEqual(['snö*']);
});
