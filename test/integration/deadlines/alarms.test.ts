/** Alarms by mail, webhook and in the app. Long because: all share one mail server, one clock and one seed of items. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { AlarmPreferences, setAlarmPreference } from '../../../core/alarms/alarm-preferences.store.ts';
import { AlarmSettingsRows, setAlarmSettings } from '../../../core/alarms/alarm-settings.store.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import type { AlarmList } from '../../../core/alarms/alarms.contract.ts';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { InAppAlarms } from '../../../core/alarms/in-app-alarms.store.ts';
import { Notices } from '../../../core/alarms/notices.store.ts';
import { Clocks } from '../../../core/deadlines/clocks.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { createLogger } from '../../../core/kernel/log.ts';
import { createMailer, type Mailer } from '../../../workers/alarms/mail.ts';
import { createPlanner } from '../../../workers/alarms/plan.ts';
import { createSender } from '../../../workers/alarms/send.ts';
import { createWebhookPoster } from '../../../workers/alarms/webhook.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { vault } from '../../support/accounts.ts';
import { clientWith } from '../../support/client.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, PUBLIC_URL, seedOpen, WEEK_ONE, week } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const world = suite({ simulator: false, clock: testClock(WEEK_ONE) });

interface Letter {
  readonly to: string[];
  readonly raw: string;
}
let letters: Letter[] = [];
let refuse: number | null = null;
let smtp: SMTPServer;
let mailer: Mailer;
let round = 0;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, _session, done) {
      if (refuse === null) return done();
      done(Object.assign(new Error('Not now'), { responseCode: refuse }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        letters.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  mailer = createMailer(`smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`);
});

afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

beforeEach(() => {
  round += 1;
  letters = [];
  refuse = null;
  world.world.clock.set(week(round));
});

afterEach(async () => {
  const { tenantId } = world.account;
  const used = [Items, Clocks, Alarms, Notices, InAppAlarms, AlarmSettingsRows, AlarmPreferences];
  for (const { collectionName } of used)
    await world.world.db.connection.collection(collectionName).deleteMany({ tenantId });
});

const deps = (some = {}) => deadlineDeps(world.world, { sendMail: (mail) => mailer.send(mail), ...some });

/** Everything that the worker's timers do, for as long as there is something to do. */
async function work(some = {}): Promise<void> {
  const all = deps(some);
  await createTick(all)();
  while ((await createPlanner(all)()) > 0);
  await createSender(all)();
}

/** Lets time pass in steps, working at each. */
async function pass(hours: number, stepMinutes = 15): Promise<void> {
  for (let left = hours * 60; left > 0; left -= stepMinutes) {
    world.world.clock.advance(stepMinutes * MINUTE);
    await work();
  }
}

const seed = (count: number) =>
  seedOpen(world.world.db, world.account, { prefix: `a${round}`, count, at: world.world.clock.now() });
const recipients = () => letters.flatMap(({ to }) => to).sort();
const body = ({ raw }: Letter): string =>
  Buffer.from(
    raw
      .replaceAll(/=\r\n/gu, '')
      .replaceAll(/=([0-9A-F]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('alarms by mail', () => {
  test('One message per administrator tells of 300 items; it carries count, account and link and nothing else', async () => {
    await seed(300);
    world.world.clock.advance(22 * HOUR + 5 * MINUTE);
    await work();
    expect(letters).toEqual([]);
    await pass(1);
    expect(recipients()).toEqual([...world.account.administrators].sort());
    const [letter] = letters;
    const text = body(letter as Letter);
    expect(text).toContain('300 behöver svar snart');
    expect(text).toContain('Exempels kommun');
    expect(text).toContain(`${PUBLIC_URL}/inbox/due-soon?accountId=${world.account._id}`);
    expect(text).not.toMatch(/hemlig|Person|fråga\?/iu);
  });

  test('Every mail that leaves is one line in the log, with an id and without an address', async () => {
    const lines: string[] = [];
    const log = createLogger({
      name: 'test',
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
    });
    await seed(1);
    world.world.clock.advance(24 * HOUR + 1);
    for (let step = 0; step < 4; step++) {
      world.world.clock.advance(15 * MINUTE);
      await work({ log });
    }
    const sent = lines.filter((line) => line.includes('"msg":"sent"'));
    expect(sent).toHaveLength(letters.length);
    expect(letters.length).toBeGreaterThan(0);
    for (const line of sent) expect(line).toMatch(/"noticeId":"[^"@]+"/u);
    expect(lines.join('')).not.toContain('@');
  });

  test('No alarm comes outside working time: what breaches at night is told at eight', async () => {
    world.world.clock.set(new Date(week(round).getTime() + 13 * HOUR));
    await seed(2);
    world.world.clock.advance(24 * HOUR + 1);
    await pass(8.5, 30);
    expect(letters).toEqual([]);
    await pass(1);
    expect(recipients()).toEqual([...world.account.administrators].sort());
    expect(body(letters[0] as Letter)).toContain('2 försenade');
  });

  test('Deputies, head and unit are told after their delays in working time, unless the item has been answered', async () => {
    const items = await seed(1);
    world.world.clock.advance(24 * HOUR + 1);
    await pass(0.5);
    expect(recipients()).toEqual([...world.account.administrators].sort());
    letters = [];
    await pass(1);
    expect(recipients()).toEqual([...world.account.deputies]);
    letters = [];
    await world.api.act(items[0]?._id ?? '', { type: 'close', reason: 'no-answer-needed' });
    await pass(30, 60);
    expect(letters).toEqual([]);
  });

  test('An alarm goes all the way to the communications unit', async () => {
    await seed(1);
    world.world.clock.advance(24 * HOUR + 1);
    await pass(60, 30);
    expect(new Set(recipients())).toEqual(
      new Set([
        ...world.account.administrators,
        ...world.account.deputies,
        world.account.head ?? '',
        world.account.unit,
      ]),
    );
  });

  test('A failing mail server delays and loses nothing, and never sends twice', async () => {
    await seed(1);
    world.world.clock.advance(12 * HOUR);
    world.world.clock.advance(10 * HOUR);
    await createTick(deps())();
    refuse = 421;
    await pass(1);
    expect(letters).toEqual([]);
    const waiting = await Notices(world.world.db).find({ tenantId: world.account.tenantId }).lean();
    expect(waiting.map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(waiting.every(({ cause }) => cause?.includes('421'))).toBe(true);
    refuse = null;
    await pass(0.5);
    expect(recipients()).toEqual([...world.account.administrators].sort());
    await pass(0.5);
    expect(letters).toHaveLength(2);
  });

  test('A worker that dies while sending is followed by another; the mail keeps its id', async () => {
    await seed(1);
    world.world.clock.advance(22 * HOUR);
    await createTick(deps())();
    world.world.clock.advance(15 * MINUTE);
    await createPlanner(deps())();
    let isDead = false;
    const dying = createSender(
      deps({
        sendMail: async (mail: Parameters<Mailer['send']>[0]) => {
          const sent = await mailer.send(mail);
          isDead = true;
          return sent;
        },
        db: {
          get connection() {
            if (isDead) throw new Error('killed');
            return world.world.db.connection;
          },
        },
      }),
    );
    await expect(dying()).rejects.toThrow('killed');
    await work();
    world.world.clock.advance(5 * MINUTE);
    await work();
    const ids = letters.map(({ raw }) => /^Message-ID: (.*)$/imu.exec(raw)?.[1]);
    expect(letters).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  test('A person can mute; the others still hear', async () => {
    const { tenantId, administrators } = world.account;
    const [recipient = '', other = ''] = administrators;
    await setAlarmPreference(world.world.db, { tenantId, recipient, mutedUntil: 'always' });
    await setAlarmPreference(world.world.db, { tenantId, recipient: other, language: 'en' });
    await seed(1);
    world.world.clock.advance(22 * HOUR);
    await pass(1);
    expect(recipients()).toEqual([other]);
    expect(body(letters[0] as Letter)).toContain('1 due soon');
    await setAlarmPreference(world.world.db, { tenantId, recipient, mutedUntil: null });
  });
});

describe('alarms in the app', () => {
  test('A person sees their own, reads them, and nobody else’s', async () => {
    await seed(3);
    world.world.clock.advance(22 * HOUR);
    await pass(0.5);
    const { tenantId, administrators } = world.account;
    const mine = await InAppAlarms(world.world.db)
      .find({ tenantId, recipient: administrators[0] ?? '' })
      .lean();
    expect(mine).toMatchObject([{ overdue: 0, soon: 3, readAt: null, kind: 'warning' }]);
    expect(mine[0]?.itemIds).toHaveLength(3);
    // A token is no person: it has no alarms, and can read nobody's.
    const byToken = await world.api.get<AlarmList>('/api/alarms');
    expect(byToken).toMatchObject({ status: 200, body: { alarms: [], unread: 0, mutedUntil: null } });
    expect((await world.api.send('POST', `/api/alarms/${mine[0]?._id}/read`, {})).status).toBe(404);
    expect((await clientWith(world.world.url, 'no-token').get('/api/alarms')).status).toBe(401);
  });
});

describe('webhooks to Teams and Slack', () => {
  test('A breach goes to the channel of the municipality, once', async () => {
    const got: { path: string; body: string }[] = [];
    const http = createServer((req, res) => {
      let text = '';
      req.on('data', (chunk) => {
        text += chunk;
      });
      req.on('end', () => {
        got.push({ path: req.url ?? '', body: text });
        res.end('ok');
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    const poster = createWebhookPoster({ loopback: true });
    await setAlarmSettings(world.world.db, {
      tenantId: world.account.tenantId,
      accountId: null,
      settings: DEFAULT_ALARMS,
      updatedAt: world.world.clock.now(),
      webhook: {
        kind: 'slack',
        host: '127.0.0.1',
        sealedUrl: vault.seal(`http://127.0.0.1:${port}/services/T/B`),
      },
    });
    await seed(5);
    world.world.clock.advance(24 * HOUR + 1);
    const some = { postWebhook: poster.post };
    await work(some);
    world.world.clock.advance(15 * MINUTE);
    await work(some);
    await work(some);
    expect(got).toHaveLength(1);
    expect(got[0]?.path).toBe('/services/T/B');
    expect(JSON.parse(got[0]?.body ?? '{}')).toEqual({
      text: `<${PUBLIC_URL}/inbox/breached?accountId=${world.account._id}|Exempels kommun: 5 försenade>`,
    });
    await poster.close();
    await new Promise((resolve) => http.close(resolve));
  });

  test('It is told until when alarms rest, and that they do not while somebody is at work', async () => {
    const { clock } = world.world;
    const told = async () => (await world.api.get<AlarmList>('/api/alarms')).body.restUntil;
    const seen: (number | null)[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      clock.advance(HOUR);
      const rest = await told();
      const ahead = rest === null ? null : Date.parse(rest) - clock.now().getTime();
      if (ahead !== null) expect(ahead).toBeGreaterThan(0);
      seen.push(ahead);
    }
    // A day of work has nine hours; a day off has none, and then it is told all day.
    expect([0, 9]).toContain(seen.filter((ahead) => ahead === null).length);
    expect(seen.some((ahead) => ahead !== null)).toBe(true);
  });
});
