/** Rule 1: nothing is removed before its evidence is there, and what was judged abusive is captured though nothing is removed. */
import { describe, expect, test } from '@jest/globals';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { faultsOf } from '../../../core/evidence/capture.ts';
import { CaptureRows } from '../../../core/evidence/capture-rows.store.ts';
import type { CaptureShape } from '../../../core/evidence/captures.contract.ts';
import { Captures, captureById, withFiles } from '../../../core/evidence/captures.store.ts';
import { evidencePackage } from '../../../core/evidence/package.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { apiClient } from '../../support/client.ts';
import { fakePainter } from '../../support/fake-painter.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';

const painter = fakePainter();
const s = suite({ painter });
const duty = { reason: 'threat', axis: 'legalDuty' };
const rule = { reason: 'insult', axis: 'houseRule' };
const UNDO_MS = 11_000;
const HOURS_MS = 7 * 3_600_000;

async function asked(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  if (status !== 202) throw new Error(`status ${status}`);
  return body.action.id;
}
/** Past the time to undo, and on until nothing is left to be done now. */
async function on(ms = UNDO_MS): Promise<void> {
  s.world.clock.advance(ms);
  for (let n = 0; n < 4; n++) await s.world.runQueue();
}
const read = async (id: string) => (await s.api.get<CaptureShape>(`/api/captures/${id}`)).body;
const typesOn = (externalId: string) => callsOn(s, externalId).map(({ type }) => type);

describe('the picture', () => {
  test('A hide does not wait for the picture, which is sealed as a capture of its own that names the record', async () => {
    painter.trouble = null;
    const { id, externalId } = await spoken(s, 'Du är en idiot');
    await asked(id, { type: 'hide', ...rule });
    await on(0);
    const { captures } = await s.api.item(id);
    expect(captures).toMatchObject([{ state: 'sealed', picture: { state: 'taken', cause: null } }]);
    const record = await read(captures[0]?.id ?? '');
    expect(record).toMatchObject({ picture: { state: 'taken' }, recordId: null });
    const picture = await read(record.picture.captureId ?? '');
    expect(picture).toMatchObject({ recordId: record.id, manifestSha256: record.picture.manifestSha256 });
    expect(picture.manifest).toMatchObject({
      of: { captureId: record.id, manifestSha256: record.manifestSha256 },
      browser: { sandbox: 'on' },
    });
    expect(picture.chain.seq).toBe(record.chain.seq + 1);
    expect(picture.chain.previous).toBe(record.chain.hash);
    const stored = await captureById(s.world.db, { tenantId: 'main', id: picture.id });
    expect(stored && faultsOf(await withFiles(s.world.db, stored))).toEqual([]);
    const whole = await evidencePackage(s.world.db, { tenantId: 'main', captureId: picture.id });
    expect(whole?.captureId).toBe(record.id);
    expect(whole?.pictures).toMatchObject([{ kind: 'rendered', page: 1, pages: 1, mime: 'image/png' }]);
    expect(whole?.pictureMissing).toBeNull();
    expect(typesOn(externalId)).toEqual(['hide']);
  }, 30_000);

  test('The public page is seen beside it while the item stands there, and not once it is hidden', async () => {
    painter.trouble = null;
    painter.pageStands = true;
    const kindsOf = async (id: string) => {
      const [first] = (await s.api.item(id)).captures;
      const whole = await evidencePackage(s.world.db, { tenantId: 'main', captureId: first?.id ?? '' });
      return whole?.pictures.map(({ kind }) => kind);
    };
    const hide = (id: string) =>
      Items(s.world.db).updateOne({ _id: id, tenantId: 'main' }, { visibility: 'hidden' });
    try {
      const { id } = await spoken(s, 'Du är en idiot, alla ser det');
      await asked(id, { type: 'register', outcome: 'registered' });
      await on();
      expect(await kindsOf(id)).toEqual(['rendered', 'page']);

      const late = await spoken(s, 'Du är en idiot, ingen ser det');
      painter.whileLooking = () => hide(late.id);
      await asked(late.id, { type: 'register', outcome: 'registered' });
      await on();
      expect(await kindsOf(late.id)).toEqual(['rendered']);
    } finally {
      painter.pageStands = false;
      painter.whileLooking = async () => undefined;
    }
  }, 30_000);

  test('A delete waits for the picture and goes on as soon as it is there', async () => {
    const { id, externalId } = await spoken(s, 'Du är en stor idiot');
    const action = await asked(id, { type: 'delete', ...rule });
    await on();
    expect((await s.api.action(action)).state).toBe('done');
    const seals = await Captures(s.world.db).find({ tenantId: 'main', itemId: id }).lean();
    const [call] = callsOn(s, externalId);
    expect(seals).toHaveLength(2);
    for (const { sealedAt } of seals)
      expect(sealedAt.getTime()).toBeLessThanOrEqual(Date.parse(call?.at ?? ''));
  }, 30_000);

  test('A delete whose picture is not taken within ten seconds becomes a hide, administrators are told, and it goes on by itself once the picture is there', async () => {
    painter.trouble = 'failed';
    await Alarms(s.world.db).deleteMany({ tenantId: 'main' });
    const { id, externalId } = await spoken(s, 'Du är en väldigt stor idiot');
    const action = await asked(id, { type: 'delete', ...rule });
    await on();
    expect(typesOn(externalId)).toEqual([]);
    expect((await s.api.action(action)).state).toBe('capturing');
    await on();
    expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'picture-missing' });
    expect(typesOn(externalId)).toEqual(['hide']);
    for (let n = 0; n < 3; n++) await on();
    const item = await s.api.item(id);
    expect(item).toMatchObject({ visibility: 'hidden', status: 'open' });
    expect(item.captures[0]?.picture).toEqual({ state: 'missing', cause: 'failed' });
    const alarms = await Alarms(s.world.db).find({ tenantId: 'main', kind: 'evidence' }).lean();
    expect(alarms.map(({ audience }) => audience).sort()).toEqual(['administrators', 'unit']);
    // The same question again is the same answer, and no second hide.
    await s.api.send('POST', `/api/actions/${action}/retry`, {});
    await on();
    expect(typesOn(externalId)).toEqual(['hide']);

    painter.trouble = null;
    s.world.clock.advance(HOURS_MS);
    await s.world.settle();
    expect((await s.api.action(action)).state).toBe('done');
    expect(typesOn(externalId)).toEqual(['hide', 'delete']);
    const { captures } = await s.api.item(id);
    expect(captures).toMatchObject([{ picture: { state: 'taken' } }]);
    const kept = await evidencePackage(s.world.db, { tenantId: 'main', captureId: captures[0]?.id ?? '' });
    expect(kept?.removal?.type).toBe('delete');
  }, 60_000);

  test('Where no browser runs, a person who may lets a removal for legal duty go on, and it stands in its history', async () => {
    painter.trouble = 'no-browser';
    const { id, externalId } = await spoken(s, 'Jag vet var du bor');
    const action = await asked(id, { type: 'delete', ...duty });
    for (let n = 0; n < 3; n++) await on();
    expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'picture-missing' });
    const moderator = await apiClient(s.world.db, s.world.url, {
      role: 'moderator',
      now: s.world.clock.now(),
    });
    const goOn = (api: typeof s.api, actionId: string) =>
      api.send('POST', `/api/actions/${actionId}/retry`, { withoutPicture: true });
    expect((await goOn(moderator, action)).status).toBe(403);
    expect((await goOn(s.api, action)).status).toBe(202);
    await on(0);
    expect((await s.api.action(action)).state).toBe('done');
    const { events } = await storedOf(s, externalId);
    const logged = events.find(({ type }) => type === 'removal.without-picture');
    expect(logged).toMatchObject({ actor: { kind: 'token' }, data: { actionId: action } });

    const other = await spoken(s, 'Du är bara en idiot');
    const house = await asked(other.id, { type: 'delete', ...rule });
    for (let n = 0; n < 3; n++) await on();
    expect((await goOn(s.api, house)).status).toBe(422);
    expect(typesOn(other.externalId)).toEqual(['hide']);
    painter.trouble = null;
  }, 60_000);

  test('Of suspected child abuse no picture is taken, and its removal does not wait for one', async () => {
    painter.trouble = 'failed';
    const { id, externalId } = await spoken(s, 'något hemskt');
    const action = await asked(id, { type: 'delete', reason: 'csam', axis: 'legalDuty' });
    await on();
    expect((await s.api.action(action)).state).toBe('done');
    expect(typesOn(externalId)).toEqual(['delete']);
    expect((await s.api.item(id)).captures).toMatchObject([{ picture: { state: 'none-allowed' } }]);
    painter.trouble = null;
    await on(HOURS_MS);
    const [capture] = (await s.api.item(id)).captures;
    expect(painter.drawn).not.toContain(capture?.id);
  }, 30_000);
});

test('Pictures that were sealed before a person said child abuse are deleted with that word, and the record’s seal stands', async () => {
  const { id } = await spoken(s, 'Du är en idiot, och mer');
  await asked(id, { type: 'hide', ...rule });
  await on(0);
  const [capture] = (await s.api.item(id)).captures;
  const key = { tenantId: 'main', captureId: capture?.id ?? '' };
  expect((await evidencePackage(s.world.db, key))?.pictures).toHaveLength(1);
  await asked(id, { type: 'register', outcome: 'no-capture' });
  await on(0);
  const after = await evidencePackage(s.world.db, key);
  expect(after?.pictures).toEqual([]);
  expect(after?.pictureSeal?.captureId).toBeDefined();
  const record = await captureById(s.world.db, { tenantId: 'main', id: key.captureId });
  expect(record && faultsOf(await withFiles(s.world.db, record))).toEqual([]);
}, 30_000);

describe('a judgement', () => {
  test('Registering what was judged abusive captures it, though nothing is removed, and once', async () => {
    const { id, externalId } = await spoken(s, 'Du är en idiot igen');
    await Items(s.world.db).updateOne({ tenantId: 'main', _id: id }, { $set: { abusive: true } });
    await asked(id, { type: 'register', outcome: 'registered', reference: 'KS 2026/1' });
    await on(0);
    const { captures } = await s.api.item(id);
    expect(captures).toMatchObject([{ picture: { state: 'taken' } }]);
    const whole = await evidencePackage(s.world.db, { tenantId: 'main', captureId: captures[0]?.id ?? '' });
    expect(whole).toMatchObject({ cause: { trigger: 'registered' }, removal: null, reference: 'KS 2026/1' });
    await asked(id, { type: 'register', outcome: 'registered', reference: 'KS 2026/2' });
    await on(0);
    expect((await s.api.item(id)).captures).toHaveLength(1);
    expect(typesOn(externalId)).toEqual([]);
  }, 30_000);

  test('Registering a question captures nothing', async () => {
    const { id } = await spoken(s, 'När öppnar badet?');
    await asked(id, { type: 'register', outcome: 'registered' });
    await on(0);
    expect((await s.api.item(id)).captures).toEqual([]);
  }, 30_000);

  test('A person who confirms a hide has it captured with the reason, and of child abuse nothing but ids', async () => {
    for (const [reason, state] of [
      ['insult', 'taken'],
      ['csam', 'none-allowed'],
    ] as const) {
      const { id } = await spoken(s, `hemskheter ${reason}`);
      await Items(s.world.db).updateOne({ tenantId: 'main', _id: id }, { $set: { visibility: 'hidden' } });
      await asked(id, { type: 'confirm', reason, axis: reason === 'csam' ? 'legalDuty' : 'houseRule' });
      await on(0);
      const { captures } = await s.api.item(id);
      expect(captures).toMatchObject([{ picture: { state } }]);
      const whole = await evidencePackage(s.world.db, { tenantId: 'main', captureId: captures[0]?.id ?? '' });
      expect(whole?.cause.trigger).toBe('confirmed');
      expect(JSON.stringify(whole).includes('hemskheter')).toBe(reason === 'insult');
    }
  }, 30_000);

  test('A judgement whose record cannot be sealed is told, and stands in its history', async () => {
    await Alarms(s.world.db).deleteMany({ tenantId: 'main' });
    const { id, externalId } = await spoken(s, 'Du är en idiot till');
    await Items(s.world.db).updateOne({ tenantId: 'main', _id: id }, { $set: { abusive: true } });
    await asked(id, { type: 'register', outcome: 'registered' });
    await CaptureRows(s.world.db).updateOne({ tenantId: 'main', itemId: id }, { $set: { attempts: 100 } });
    await on(0);
    const { events } = await storedOf(s, externalId);
    expect(events.map(({ type }) => type)).toContain('capture.failed');
    expect(await Alarms(s.world.db).countDocuments({ tenantId: 'main', kind: 'evidence' })).toBe(2);
  }, 30_000);
});
