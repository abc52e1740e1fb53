/** What the server presents of an item, so that no client reads it out of raw events. */
import { describe, expect, test } from '@jest/globals';
import { STRICT_POLICY } from '../../../core/moderation/policy.ts';
import { THREATENING } from '../../support/assess.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite({ policyOf: () => STRICT_POLICY });
const hiddenByPerson = async (id: string) => (await s.api.detail(id)).hiddenByPerson;

describe('what is presented of an item', () => {
  test('A hide is a person’s once a person has asked for it, and never the policy’s', async () => {
    const { id } = await spoken(s, `Ett ${THREATENING} till dig`);
    expect(await hiddenByPerson(id)).toBe(false);
    await s.world.settle();
    expect(await s.api.item(id)).toMatchObject({ visibility: 'hidden' });
    expect(await hiddenByPerson(id)).toBe(false);
    await s.api.act(id, { type: 'unhide' });
    await s.world.settle();
    expect((await s.api.act(id, { type: 'hide', reason: 'threat', axis: 'legalDuty' })).status).toBe(202);
    await s.world.settle();
    expect(await s.api.item(id)).toMatchObject({ visibility: 'hidden' });
    expect(await hiddenByPerson(id)).toBe(true);
  });

  test('An item says whether it counts in the statistics', async () => {
    const { id } = await spoken(s, 'När öppnar badhuset?');
    expect((await s.api.item(id)).deadline.counts).toBe(true);
    await s.api.act(id, { type: 'count', counts: false });
    expect((await s.api.item(id)).deadline.counts).toBe(false);
    await s.api.act(id, { type: 'count', counts: true });
    expect((await s.api.item(id)).deadline.counts).toBe(true);
  });
});
