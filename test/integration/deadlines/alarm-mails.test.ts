/** How often a person is mailed, and what the mail says: new things first, then how things stand. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AlarmPreferences } from '../../../core/alarms/alarm-preferences.store.ts';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { addTestNotice, Notices, testNoticeById } from '../../../core/alarms/notices.store.ts';
import { Clocks } from '../../../core/deadlines/clocks.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import type { Mail, Sent } from '../../../workers/alarms/deps.ts';
import { createPlanner } from '../../../workers/alarms/plan.ts';
import { createSender } from '../../../workers/alarms/send.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, PUBLIC_URL, seedOpen, WEEK_ONE, week } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const world = suite({ simulator: false, clock: testClock(WEEK_ONE) });
let letters: Mail[] = [];
let answer: Sent;
let round = 0;

beforeEach(() => {
  round += 1;
  letters = [];
  answer = { state: 'sent', answer: '250 OK' };
  world.world.clock.set(week(round));
});

afterEach(async () => {
  const { tenantId } = world.account;
  for (const { collectionName } of [Items, Clocks, Alarms, Notices, AlarmPreferences])
    await world.world.db.connection.collection(collectionName).deleteMany({ tenantId });
});

async function work(): Promise<void> {
  const deps = deadlineDeps(world.world, {
    sendMail: async (mail) => {
      if (answer.state === 'sent') letters.push(mail);
      return answer;
    },
  });
  await createTick(deps)();
  while ((await createPlanner(deps)()) > 0);
  await createSender(deps)();
}

async function pass(hours: number, stepMinutes = 15): Promise<void> {
  for (let left = hours * 60; left > 0; left -= stepMinutes) {
    world.world.clock.advance(stepMinutes * MINUTE);
    await work();
  }
}

const seed = (count: number) =>
  seedOpen(world.world.db, world.account, { prefix: `m${round}`, count, at: world.world.clock.now() });
const recipients = () => letters.map(({ to }) => to).sort();

describe('the mails of a person', () => {
  test('A person gets one mail an hour, which says what is new since the last and then how things stand', async () => {
    await seed(3);
    world.world.clock.advance(24 * HOUR + 1);
    await pass(0.5);
    const [first = '', second = ''] = [...world.account.administrators];
    expect(recipients()).toEqual([first, second].sort());
    expect(letters[0]?.text).not.toContain('Nytt sedan');
    letters = [];
    const late = new Date(world.world.clock.now().getTime() - 24 * HOUR);
    await seedOpen(world.world.db, world.account, { prefix: `b${round}`, count: 2, at: late });
    await pass(0.75);
    expect(recipients().filter((to) => to === first)).toEqual([]);
    await pass(0.5);
    expect(recipients().filter((to) => to === first)).toEqual([first]);
    const text = letters.find(({ to }) => to === first)?.text;
    expect(text).toMatch(
      /Nytt sedan tisdag[\s\S]*- Exempels kommun: 2 försenade[\s\S]*Så står det nu:[\s\S]*5 försenade/u,
    );
    expect(text).toContain(`${PUBLIC_URL}/alarms`);
  });

  test('What falls due in the last quarter of a working day is told that day', async () => {
    // Due at 16:50 on Tuesday; work ends at 17:00.
    world.world.clock.advance(6 * HOUR + 50 * MINUTE);
    await seed(1);
    world.world.clock.advance(24 * HOUR);
    await pass(0.25, 1);
    expect(recipients()).toEqual([...world.account.administrators].sort());
  });

  test('The head and the unit get one mail in the morning, whatever happens during the day', async () => {
    await seed(1);
    world.world.clock.advance(24 * HOUR + 1);
    for (let more = 0; more < 6; more++) {
      const late = new Date(world.world.clock.now().getTime() - 24 * HOUR);
      await seedOpen(world.world.db, world.account, { prefix: `c${round}-${more}`, count: 1, at: late });
      await pass(8, 30);
    }
    const sent = await Notices(world.world.db)
      .find({ tenantId: world.account.tenantId, recipient: world.account.unit, state: 'done' })
      .lean();
    const days = sent.map(({ sentAt }) => sentAt?.toISOString().slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
    expect(days.length).toBeGreaterThan(0);
    for (const { sentAt } of sent) expect([6, 7]).toContain(sentAt?.getUTCHours());
  });

  test('A test message leaves at any hour, and says what the server answered', async () => {
    world.world.clock.advance(14 * HOUR);
    const tried = (recipient: string) =>
      addTestNotice(world.world.db, {
        tenantId: world.account.tenantId,
        channel: 'mail',
        recipient,
        accountIds: [world.account._id],
        language: 'sv',
        now: world.world.clock.now(),
      });
    const kept = async (id: string) =>
      testNoticeById(world.world.db, { tenantId: world.account.tenantId, id });
    const fine = await tried('prov@exempel.se');
    await work();
    expect(await kept(fine)).toMatchObject({ state: 'done', answer: expect.stringContaining('250') });
    expect(letters[0]?.subject).toContain('Provmeddelande');
    answer = { state: 'refused', cause: 'EENVELOPE-550', answer: '550 Not now' };
    const refused = await tried('fel@exempel.se');
    await work();
    expect(await kept(refused)).toMatchObject({
      state: 'failed',
      answer: expect.stringContaining('Not now'),
    });
  });
});
