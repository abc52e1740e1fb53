/**
 * Deliveries that no platform sends, some 2,000 a connector (`npm run test:fuzz`: 100,000), by a seed: whatever comes, a
 * reader neither throws nor tells a citizen's words, the server answers with one of its codes, and what is not signed
 * changes nothing.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectors } from '../../../connectors/index.ts';
import { READERS, readerOf } from '../../../connectors/readers.ts';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { overAllTenants } from '../../../core/kernel/db.ts';
import { PLATFORMS } from '../../../core/kernel/platform.ts';
import { seeded } from '../../../ops/simulator/random.ts';
import { createApp } from '../../../server/app.ts';
import { specimenOf } from '../../conformance/connectors/specimens/all.ts';
import { mutated } from '../../support/mutate.ts';
import { suite } from '../../support/suite.ts';

const MANY = Number(process.env.UPPSIKT_TEST_FUZZ ?? 2000);
/** Each is journaled: at a commit one of four goes over the wire. */
const SENT = Math.ceil(MANY / (process.env.UPPSIKT_TEST_FUZZ === undefined ? 4 : 1));
/** 100,000 take minutes. */
const TEST_MS = 60 * 60_000;
const SEED = 'mutated-1';
const WORD = 'Hemligord';
const SECRET = 'a-secret';
const CODES = [200, 400, 413, 415];

const s = suite({ simulator: false });
const pushing = connectors.filter(({ webhook }) => webhook !== null && webhook.perSource !== true);
let server: Server;
let url = '';

beforeAll(async () => {
  const own = { signing: [SECRET], verifyTokens: [] };
  const secrets = Object.fromEntries(PLATFORMS.map((platform) => [platform, own])) as never;
  server = createServer(createApp({ ...s.world.serverDeps, secrets }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const bodyOf = (platform: (typeof connectors)[number]['platform'], n: number): unknown => {
  const specimen = specimenOf(platform);
  return specimen.envelope([specimen.comment(n, WORD), specimen.comment(n + 1, 'Hej å 😀')]);
};
const stored = () =>
  Deliveries(s.world.db).countDocuments({}, overAllTenants('a test asks for the whole installation'));

describe('what no platform sends', () => {
  test.each(connectors.map(({ platform }) => platform))(
    'A reader of %s answers for all of it',
    async (platform) => {
      expect(Object.keys(READERS)).toContain(platform);
      const reader = await readerOf(platform);
      const random = seeded(`${SEED}:${platform}`);
      let read = 0;
      for (let n = 0; n < MANY; n++) {
        const body = mutated(random, bodyOf(platform, n));
        if (!reader.isReadable(body)) continue;
        read += 1;
        reader.tellsOfHiding(body);
        for (const { changes } of reader.parseDelivery(body))
          for (const { change } of changes)
            if ('what' in change && change.what.includes(WORD))
              throw new Error(`${n}: a citizen's word is told`);
      }
      expect(read).toBeGreaterThan(MANY / 4);
    },
    TEST_MS,
  );

  test.each(pushing.map((connector) => [connector.platform, connector] as const))(
    'The webhook of %s answers with one of its codes, and stores nothing unsigned',
    async (platform, connector) => {
      const { sign } = specimenOf(platform);
      if (sign === undefined) throw new Error(`the specimen of ${platform} must sign`);
      const random = seeded(`${SEED}:${platform}:sent`);
      const type = connector.webhook?.contentTypes[0] ?? 'application/json';
      const send = async (body: Buffer, headers: Record<string, string>): Promise<number> => {
        const request = {
          method: 'POST',
          headers: { 'content-type': type, ...headers },
          body: new Uint8Array(body),
        };
        return (await fetch(`${url}/webhooks/${platform}`, request)).status;
      };
      const answers = new Map<number, number>();
      for (let n = 0; n < SENT; n++) {
        const body = mutated(random, bodyOf(platform, n));
        const status = await send(body, sign(body, SECRET));
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
      expect([...answers.keys()].filter((status) => !CODES.includes(status))).toEqual([]);
      const before = await stored();
      const forged = mutated(random, bodyOf(platform, 0));
      for (const headers of [{}, sign(forged, 'a-guess'), sign(Buffer.from('{}'), SECRET)])
        expect([401, 429]).toContain(await send(forged, headers));
      expect(await stored()).toBe(before);
    },
    TEST_MS,
  );
});
