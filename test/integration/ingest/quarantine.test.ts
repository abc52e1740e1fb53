/** What could not be ingested, from its failure to its being tried again, over the API and the command line. */
import { describe, expect, test } from '@jest/globals';
import { deliveryId } from '../../../core/kernel/ids.ts';
import { processors } from '../../../workers/processors.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, postWebhook } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const client = (some: object = {}) =>
  apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: MONDAY, ...some });

/** Ingesting it fails until it is quarantined. */
async function quarantine(id: string): Promise<{ body: Buffer; deliveryId: string }> {
  const body = envelopeOf([added({ id, text: 'Hej', at: MONDAY })]);
  expect((await postWebhook(s.world.url, body)).status).toBe(200);
  const rowId = deliveryId('facebook', body);
  const hint = s.world.queue.hints.splice(0).find(({ data }) => data.rowId === rowId);
  const broken = {
    ...s.world.deps,
    clockOf: () => {
      throw new Error('a fault of ours');
    },
  };
  const ingest = processors(broken)['ingest-delivery'];
  for (let attempt = 0; attempt < 8; attempt++) await ingest(hint?.data as never).catch(() => undefined);
  return { body, deliveryId: rowId };
}

describe('a quarantined delivery', () => {
  test('It is listed without its text, tried again over the API, and becomes an item', async () => {
    const made = await quarantine('q_1');
    const unit = await client();
    const path = '/api/deliveries/quarantined';
    const listed = await unit.get<{ deliveries: object[]; total: number }>(path);
    expect(listed.body).toMatchObject({
      total: 1,
      deliveries: [{ id: made.deliveryId, platform: 'facebook', attempts: 8, cause: 'fault' }],
    });
    expect(JSON.stringify(listed.body)).not.toContain('Hej');
    const limited = await client({ accountIds: [s.account._id] });
    expect((await limited.get(path)).status).toBe(403);
    expect((await limited.send('POST', '/api/deliveries/retry', {})).status).toBe(403);
    const retry = `/api/deliveries/${made.deliveryId}/retry`;
    expect(await unit.send('POST', retry, {})).toMatchObject({ status: 200, body: { retried: 1 } });
    expect((await unit.send('POST', retry, {})).status).toBe(404);
    await s.world.runQueue();
    expect((await storedOf(s, 'q_1')).item).not.toBeNull();
    expect((await unit.get(path)).body).toEqual({ deliveries: [], total: 0 });
  });

  test('The platform’s resend tries it again', async () => {
    const { body } = await quarantine('q_2');
    expect((await postWebhook(s.world.url, body)).status).toBe(200);
    await s.world.runQueue();
    expect((await storedOf(s, 'q_2')).item).not.toBeNull();
  });

  test('All are tried again at once, and the sweeper finds them', async () => {
    await quarantine('q_3');
    await quarantine('q_4');
    const unit = await client();
    expect(await unit.send('POST', '/api/deliveries/retry', {})).toMatchObject({ body: { retried: 2 } });
    s.world.clock.advance(60_000);
    await s.world.settle();
    for (const id of ['q_3', 'q_4']) expect((await storedOf(s, id)).item).not.toBeNull();
  });
});

describe('a setting that nobody can follow', () => {
  test('It is refused over the API with a sentence, and a sane one is taken', async () => {
    const unit = await client();
    const { body } = await unit.get<{ settings: object }>('/api/alarm-settings');
    const alarms = (hours: object) =>
      unit.send('POST', '/api/alarm-settings', {
        accountId: s.account._id,
        settings: { ...body.settings, hours },
      });
    expect((await alarms({ mon: [{ from: 1320, to: 360 }] })).status).toBe(422);
    expect((await alarms({ mon: [{ from: 480, to: 1020 }] })).status).toBe(200);
    const { clockOf } = s.world.deps;
    const { version: _, ...policy } = clockOf(s.account).policy;
    const policies = (targetMs: number) =>
      unit.send('POST', '/api/deadlines/policies', { accountId: null, policy: { ...policy, targetMs } });
    expect((await policies(2e12)).status).toBe(422);
    expect((await policies(8 * 3_600_000)).status).toBe(201);
  });
});
