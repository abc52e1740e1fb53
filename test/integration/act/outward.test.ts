/** What a moderator sends to the platform, against the simulated page. */
import { describe, expect, test } from '@jest/globals';
import { captureById } from '../../../core/evidence/captures.store.ts';
import { sealedOf, textIn, wholeText } from '../../support/sealed.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';

const s = suite();
const removal = { reason: 'insult', axis: 'houseRule' };

async function acted(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  expect([status, body.action?.state]).toEqual([202, 'pending']);
  await s.world.settle();
  return body.action.id;
}

describe('on the page', () => {
  test('A reply stands on the page and in the thread, and answers the item', async () => {
    const { id, externalId } = await spoken(s, 'När öppnar badhuset?');
    const actionId = await acted(id, { type: 'reply', text: 'Klockan nio.' });
    expect(await s.api.action(actionId)).toMatchObject({ state: 'done', cause: null });
    expect(callsOn(s, externalId)).toMatchObject([{ type: 'reply', message: 'Klockan nio.', ok: true }]);
    const { item, thread } = await s.api.detail(id);
    expect(item).toMatchObject({
      status: 'closed',
      closeReason: 'answered',
      deadline: { state: 'answered' },
    });
    expect(thread.filter(({ own }) => own)).toMatchObject([{ text: 'Klockan nio.', parentId: externalId }]);
  });

  test('A hide is done once its record is sealed, an unhide opens the item again', async () => {
    const { id, externalId } = await spoken(s, 'Du är en idiot');
    const hide = await acted(id, { type: 'hide', ...removal });
    const { item } = await storedOf(s, externalId);
    expect(item).toMatchObject({ visibility: 'hidden', status: 'closed', closeReason: 'removed' });
    expect(item?.captures).toHaveLength(1);
    const capture = await captureById(s.world.db, { tenantId: 'main', id: item?.captures[0]?.id ?? '' });
    const [call] = callsOn(s, externalId);
    expect(capture?.sealedAt.getTime()).toBeLessThanOrEqual(Date.parse(call?.at ?? ''));
    expect((await s.api.action(hide)).captureId).toBe(capture?._id);
    expect(textIn(await sealedOf(s.world.db, capture?._id), 'comment.json')).toContain('idiot');

    await acted(id, { type: 'unhide' });
    expect(callsOn(s, externalId).map(({ type }) => type)).toEqual(['hide', 'unhide']);
    expect(await s.api.item(id)).toMatchObject({ visibility: 'public', status: 'open' });
  });

  test('A delete, a ban and a like are done', async () => {
    const { id, externalId } = await spoken(s, 'Ännu en idiot', { author: 'Otto Otrevlig' });
    await acted(id, { type: 'like' });
    await acted(id, { type: 'ban', ...removal });
    await acted(id, { type: 'delete', ...removal });
    expect(callsOn(s, externalId).map(({ type, ok }) => [type, ok])).toEqual([
      ['like', true],
      ['delete', true],
    ]);
    expect(s.world.sim.calls().filter(({ type }) => type === 'ban')).toMatchObject([{ ok: true }]);
    const item = await s.api.item(id);
    expect(item).toMatchObject({ visibility: 'removed', status: 'closed' });
    expect(item.captures).toHaveLength(2);
    expect((await s.api.act(id, { type: 'reply', text: 'För sent' })).status).toBe(422);
  });

  test('Suspected child abuse is never stored in the capture', async () => {
    const { id, externalId } = await spoken(s, 'hemskt innehåll', { author: 'Namn Namnsson' });
    await acted(id, { type: 'hide', reason: 'csam', axis: 'legalDuty' });
    const { item } = await storedOf(s, externalId);
    const whole = wholeText(await sealedOf(s.world.db, item?.captures[0]?.id));
    expect(whole).toContain(externalId);
    expect(whole).not.toMatch(/hemskt|Namnsson/u);
  });

  test('Our own reply, told by webhook before the answer is settled, is no second one', async () => {
    const { id, externalId } = await spoken(s, 'Går det bra?');
    await acted(id, { type: 'reply', text: 'Ja, det går bra.' });
    await s.world.runQueue();
    const { thread } = await s.api.detail(id);
    expect(thread.filter(({ own }) => own)).toHaveLength(1);
    expect(callsOn(s, externalId)).toHaveLength(1);
  });
});

describe('what a removal must say', () => {
  test('A reason that cannot rest on the axis is refused, and nothing leaves', async () => {
    const { id, externalId } = await spoken(s, 'Fel skäl');
    for (const wrong of [
      { type: 'hide' },
      { type: 'hide', reason: 'insult', axis: 'legalDuty' },
      { type: 'delete', reason: 'disinformation', axis: 'legalDuty' },
      { type: 'ban', reason: 'nothing', axis: 'houseRule' },
    ])
      expect((await s.api.act(id, wrong)).status).toBe(422);
    await s.world.settle();
    expect(callsOn(s, externalId)).toEqual([]);
  });

  test('A removal cites the house rules in force', async () => {
    const { id, externalId } = await spoken(s, 'Citerad idiot');
    await acted(id, { type: 'hide', ...removal });
    const { events } = await storedOf(s, externalId);
    const asked = events.find(({ type }) => type === 'action.requested');
    expect(asked?.data).toMatchObject({ reason: 'insult', axis: 'houseRule', rulesVersion: 1 });
    expect(asked?.actor.kind).toBe('token');
  });
});
