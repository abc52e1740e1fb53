/** What a hand-over waits for: the record of what nobody has captured yet, and a picture that is still being taken. */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CaptureRows } from '../../../core/evidence/capture-rows.store.ts';
import type { HandOverShape, ItemAnswer } from '../../../core/records/hand-over.contract.ts';
import { HandOvers } from '../../../core/records/hand-overs.store.ts';
import { apiClient } from '../../support/client.ts';
import { openRegistry } from '../../support/hand-over.ts';
import { spoken, suite } from '../../support/suite.ts';

const registry = openRegistry();
const s = suite({ handOver: registry.ports });

beforeAll(async () => {
  const unit = await apiClient(s.world.db, s.world.url, {
    role: 'communications-unit',
    now: s.world.clock.now(),
  });
  await unit.send('POST', '/api/board-routes', {
    board: s.account.board,
    settings: { kind: 'email', to: 'registrator@exempel.se' },
    formats: ['pdf'],
    language: 'sv',
  });
});
beforeEach(async () => {
  registry.mails.splice(0);
  await s.world.db.connection.collection(HandOvers.collectionName).deleteMany({ tenantId: 'main' });
  s.world.queue.empty();
});

/** An item that was hidden, so that it has a capture. */
async function captured(text: string): Promise<string> {
  const { id } = await spoken(s, text);
  await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  return id;
}
const handOver = (id: string) => s.api.send<ItemAnswer>('POST', `/api/items/${id}/hand-over`, {});
async function newest(id: string): Promise<HandOverShape> {
  const { body } = await s.api.get<{ handOvers: HandOverShape[] }>(`/api/items/${id}/hand-overs`);
  const [first] = body.handOvers;
  if (first === undefined) throw new Error('Nothing was handed over.');
  return first;
}

describe('an item that nobody has captured', () => {
  test('One capture is asked for with the hand-over, which waits for it and then goes once', async () => {
    const { id } = await spoken(s, 'En synpunkt på badhuset');
    const first = await handOver(id);
    expect([first.status, (await handOver(id)).body.handOver.id]).toEqual([202, first.body.handOver.id]);
    await s.world.settle();
    const { captures } = await s.api.item(id);
    expect(captures.map((capture) => capture.id)).toEqual([first.body.handOver.captureId]);
    expect((await newest(id)).state).toBe('sent');
    expect(registry.mails).toHaveLength(1);
    const row = await CaptureRows(s.world.db).findOne({ tenantId: 'main', itemId: id }).lean();
    expect(row?.cause).toMatchObject({ trigger: 'asked-for', action: { type: 'hand-over' } });
  });

  test('A record that could not be sealed ends it in words, and is refused when it is asked for again', async () => {
    const { id } = await spoken(s, 'En fråga om badhuset');
    const { captureId } = (await handOver(id)).body.handOver;
    await CaptureRows(s.world.db).updateOne(
      { tenantId: 'main', _id: captureId ?? '' },
      { $set: { state: 'failed' } },
    );
    const again = (await handOver(id)).body as unknown as { error?: { code: string } };
    expect(again.error?.code).toBe('no_capture');
  });
});

describe('a picture that is still being taken', () => {
  const pictureIs = async (captureId: string, set: object) =>
    CaptureRows(s.world.db).updateOne({ tenantId: 'main', _id: captureId }, { $set: set });
  /** Handed over while the picture is waited for, by a worker that has not come to it. */
  const early = async () => {
    const id = await captured('Du är en idiot igen');
    const captureId = (await s.api.item(id)).captures.at(-1)?.id ?? '';
    const notBefore = new Date(s.world.clock.now().getTime() + 86_400_000);
    await pictureIs(captureId, { state: 'sealed', picture: 'waiting', notBefore });
    await handOver(id);
    await s.world.runQueue();
    return { id, captureId };
  };

  test('The hand-over waits for it, says so, and then goes once', async () => {
    const { id, captureId } = await early();
    expect(await newest(id)).toMatchObject({ state: 'queued', cause: 'picture-coming', tries: [] });
    expect(registry.mails).toEqual([]);
    await pictureIs(captureId, { state: 'done', picture: 'taken' });
    await s.world.settle();
    expect(await newest(id)).toMatchObject({ state: 'sent', cause: null });
    expect(registry.mails).toHaveLength(1);
  });

  test('It waits a minute at most: then it goes without', async () => {
    const { id, captureId } = await early();
    for (let round = 0; round < 7; round++) {
      s.world.clock.advance(10_000);
      await s.world.runQueue();
    }
    expect((await newest(id)).state).toBe('sent');
    expect(registry.mails).toHaveLength(1);
    await pictureIs(captureId, { state: 'done', picture: 'missing' });
  });
});
