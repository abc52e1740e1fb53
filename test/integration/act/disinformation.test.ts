/** Removing disinformation takes two persons, with claim, correction and source; one alone moves nothing. */
import { beforeAll, expect, test } from '@jest/globals';
import type { RequestHandler } from 'express';
import { ensurePerson } from '../../../core/accounts/people.store.ts';
import type { ActionResult } from '../../../core/actions/actions.contract.ts';
import { actionById } from '../../../core/actions/actions.store.ts';
import type { ItemDetail } from '../../../core/inbox/items.contract.ts';
import { keepStarterRegister } from '../../../core/lists/list-claims.store.ts';
import { readStarterClaims } from '../../../workers/classify/load.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, edited, envelopeOf } from '../../support/webhook.ts';

const TENANT = 'main';
/** Signs in whoever the header names: sessions themselves have tests of their own. */
const asNamed: RequestHandler = (req, _res, next) => {
  const personId = req.headers['x-person'];
  (req as unknown as { session: object }).session = personId ? { tenantId: TENANT, personId } : {};
  next();
};
const s = suite({ session: asNamed });
const CLAIM = {
  claim: 'Vaccin orsakar autism',
  correction: 'Vaccin ger inte autism.',
  source: 'folkhälsomyndigheten',
};
const REMOVAL = { type: 'hide', reason: 'disinformation', axis: 'houseRule' };
const people: string[] = [];

beforeAll(async () => {
  await keepStarterRegister(s.world.db, await readStarterClaims());
  for (const email of ['eva.alm@exempel.se', 'bo.berg@exempel.se'])
    people.push(
      (
        await ensurePerson(s.world.db, {
          tenantId: TENANT,
          email,
          role: 'administrator',
          now: s.world.clock.now(),
        })
      )._id,
    );
});

async function as<T>(person: string, method: string, path: string, body: object = {}) {
  const answer = await fetch(`${s.world.url}${path}`, {
    method,
    headers: { 'x-person': person, origin: s.world.url, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function asked() {
  const { id, externalId } = await spoken(s, 'Alla vet att vaccin orsakar autism');
  const { version } = await s.api.item(id);
  const path = `/api/items/${id}/actions`;
  const { status, body } = await as<ActionResult>(people[0] ?? '', 'POST', path, {
    ...REMOVAL,
    version,
    claim: CLAIM,
  });
  expect(status).toBe(202);
  return { id, externalId, action: body.action };
}

test('A removal without claim, correction and source is refused', async () => {
  const { id } = await spoken(s, 'Alla vet det');
  for (const claim of [undefined, { ...CLAIM, source: ' ' }, { claim: 'x' }])
    expect((await s.api.act(id, { ...REMOVAL, claim })).status).toBe(422);
  expect((await s.api.act(id, { ...REMOVAL, reason: 'insult' })).status).toBe(202);
});

test('One person alone moves nothing: not by waiting, not by retrying, not by agreeing with themself', async () => {
  const { id, externalId, action } = await asked();
  expect([action.state, action.cause]).toEqual(['blocked', 'second-person']);
  const [eva = ''] = people;
  expect((await as(eva, 'POST', `/api/actions/${action.id}/retry`)).status).toBe(422);
  expect((await as(eva, 'POST', `/api/actions/${action.id}/consent`)).status).toBe(403);
  // A key is no person.
  expect((await s.api.send('POST', `/api/actions/${action.id}/consent`, {})).status).toBe(403);
  s.world.clock.advance(3_600_000);
  await s.world.settle();
  expect(callsOn(s, externalId).filter(({ type }) => type === 'hide')).toEqual([]);
  expect((await s.api.item(id)).visibility).toBe('public');
});

test('The second person sees the whole reason, agrees, and it is hidden with that reason in its record', async () => {
  const { id, externalId, action } = await asked();
  const [eva = '', bo = ''] = people;
  const { body } = await as<ItemDetail>(bo, 'GET', `/api/items/${id}`);
  expect(body.consents).toMatchObject([{ actionId: action.id, by: { id: eva }, claim: CLAIM }]);
  const agreed = await as<ActionResult>(bo, 'POST', `/api/actions/${action.id}/consent`);
  expect([agreed.status, agreed.body.action.state]).toEqual([202, 'pending']);
  expect((await as(bo, 'POST', `/api/actions/${action.id}/consent`)).status).toBe(422);
  await s.world.settle();
  expect((await s.api.item(id)).visibility).toBe('hidden');
  const stored = await actionById(s.world.db, { tenantId: TENANT, id: action.id });
  expect(stored).toMatchObject({ state: 'done', removal: { claim: CLAIM }, consent: { by: { id: bo } } });
  const { events } = await storedOf(s, externalId);
  expect(events.map(({ type }) => type)).toContain('removal.consented');
  expect(JSON.stringify(events)).not.toContain('Vaccin ger inte');
  expect((await s.api.detail(id)).consents).toEqual([]);
});

test('Nobody agrees to another text than the one that was asked about', async () => {
  const { id, externalId, action } = await asked();
  const [, bo = ''] = people;
  s.world.clock.advance(60_000);
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([edited({ id: externalId, text: 'Så här är det med vaccinet', at })]));
  const { status, body } = await as<{ error: { code: string } }>(
    bo,
    'POST',
    `/api/actions/${action.id}/consent`,
  );
  expect([status, body.error.code]).toEqual([409, 'edited_since']);
  await s.world.settle();
  expect((await s.api.item(id)).visibility).toBe('public');
  expect((await s.api.detail(id)).consents).toHaveLength(1);
  expect((await as(bo, 'DELETE', `/api/actions/${action.id}`)).status).toBe(200);
});

test('A removal that waits can be refused or taken back, and is over then', async () => {
  const { id, action } = await asked();
  const [, bo = ''] = people;
  expect((await as(bo, 'DELETE', `/api/actions/${action.id}`)).status).toBe(200);
  expect((await as(bo, 'POST', `/api/actions/${action.id}/consent`)).status).toBe(422);
  await s.world.settle();
  expect((await s.api.item(id)).visibility).toBe('public');
});

test('Standing behind a hide for disinformation takes the claim and the second person too', async () => {
  const { id, externalId } = await spoken(s, 'Vaccin orsakar autism, dold av sidan');
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([acted('hide', { id: externalId, at })], { sentAt: at }));
  const [eva = '', bo = ''] = people;
  const confirm = { ...REMOVAL, type: 'confirm' };
  expect((await s.api.act(id, confirm)).status).toBe(422);
  const { version } = await s.api.item(id);
  const path = `/api/items/${id}/actions`;
  const { status, body } = await as<ActionResult>(eva, 'POST', path, { ...confirm, version, claim: CLAIM });
  expect([status, body.action.state, body.action.cause]).toEqual([202, 'blocked', 'second-person']);
  expect([body.item.status, body.item.closeReason]).toEqual(['open', null]);
  expect((await storedOf(s, externalId)).events.map(({ type }) => type)).not.toContain('removal.confirmed');
  expect((await as(eva, 'POST', `/api/actions/${body.action.id}/consent`)).status).toBe(403);
  const agreed = await as<ActionResult>(bo, 'POST', `/api/actions/${body.action.id}/consent`);
  expect([agreed.status, agreed.body.action.state, agreed.body.item.status]).toEqual([202, 'done', 'closed']);
  expect((await storedOf(s, externalId)).item?.removal).toMatchObject({ reason: 'disinformation' });
});
