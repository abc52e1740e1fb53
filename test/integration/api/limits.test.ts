/** Limits come before bodies, are counted by an address that nobody can make up, and spare what is signed. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import { SOCKET_PATH } from '../../../core/inbox/realtime.contract.ts';
import { createApp } from '../../../server/app.ts';
import { clientAddressOf } from '../../../server/middleware/client-address.ts';
import { createFanOut } from '../../../server/realtime/fan-out.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf, postWebhook } from '../../support/webhook.ts';

const s = suite({ simulator: false });
/** Tests come from this machine, whose word about the address is taken. */
const from = (address: string) => ({ 'x-forwarded-for': address });

/** Announces a body and sends none of it: whoever wants to read it first never answers. */
function announce(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${s.world.url}/webhooks/facebook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '4000000', ...headers },
    });
    sent.setTimeout(5000, () => sent.destroy(new Error('It waits for the body.')));
    sent.on('error', reject);
    sent.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      sent.destroy();
    });
    sent.flushHeaders();
  });
}

describe('wrong signatures', () => {
  const WRONG = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };

  test('A delivery without a signature is refused before its body is read', async () => {
    expect(await announce(from('198.51.100.1'))).toBe(401);
    expect(await announce({ ...from('198.51.100.1'), 'x-hub-signature-256': 'sha256=zz' })).toBe(401);
  });

  test('An address over its limit is refused before a large body is read, and its signed deliveries are taken', async () => {
    const mine = from('198.51.100.2');
    const body = envelopeOf([added({ id: '1_1', text: 'Hej', at: MONDAY })]);
    const statuses = new Set<number>();
    for (let n = 0; n < 62; n++)
      statuses.add((await postWebhook(s.world.url, body, { headers: { ...WRONG, ...mine } })).status);
    expect([...statuses]).toEqual([401, 429]);
    expect(await announce({ ...WRONG, ...mine })).toBe(429);
    expect((await postWebhook(s.world.url, body, { headers: mine })).status).toBe(200);
    expect(
      (await postWebhook(s.world.url, body, { headers: { ...WRONG, ...from('198.51.100.3') } })).status,
    ).toBe(401);
  });
});

describe('wrong credentials', () => {
  test('Wrong tokens are counted by address, and a right one is not touched by them', async () => {
    const guess = async (address: string) =>
      (
        await fetch(`${s.world.url}/api/session`, {
          headers: { authorization: 'Bearer upp_wrong_wrong', ...from(address) },
        })
      ).status;
    const statuses: number[] = [];
    for (let n = 0; n < 302; n++) statuses.push(await guess('198.51.100.4'));
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
    expect(await guess('198.51.100.5')).toBe(401);
    const right = { authorization: `Bearer ${s.api.token}`, ...from('198.51.100.4') };
    expect((await fetch(`${s.world.url}/api/session`, { headers: right })).status).toBe(200);
  }, 30_000);

  test('Sockets of nobody are counted by address, and refused before they are asked who they are', async () => {
    const http = createServer();
    const fanOut = createFanOut(s.world.serverDeps, http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const refusal = (address: string) =>
      new Promise<string>((resolve) => {
        const socket = io(url, {
          path: SOCKET_PATH,
          transports: ['websocket'],
          reconnection: false,
          forceNew: true,
          auth: { token: 'upp_wrong' },
          extraHeaders: from(address),
        });
        socket.on('connect_error', (error) => {
          socket.disconnect();
          resolve(error.message);
        });
      });
    expect(await refusal('198.51.100.6')).toBe('unauthenticated');
    for (let n = 0; n < 300; n++)
      await s.world.serverDeps.limits.badCredentials.take('198.51.100.6').catch(() => n);
    expect(await refusal('198.51.100.6')).toBe('websocket error');
    expect(await refusal('198.51.100.7')).toBe('unauthenticated');
    await fanOut.close();
  }, 30_000);
});

type Asked = [proxies: readonly string[], remoteAddress: string, forwarded: string, publicUrl?: string];

describe('whose request it is', () => {
  const asked = (...[trustedProxies, remoteAddress, forwarded, publicUrl]: Asked) => {
    const settings = {
      ...s.world.serverDeps.settings,
      ...{ trustedProxies, publicUrl: publicUrl ?? null },
    };
    const deps = { ...s.world.serverDeps, settings };
    const trusts = createApp(deps).get('trust proxy fn') as (address: string, hop: number) => boolean;
    const req = { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } };
    return [trusts(remoteAddress, 0), clientAddressOf(deps)(req as never)];
  };

  test('A colleague on the network cannot give another address, unless their machine is named as a proxy', () => {
    expect(asked([], '10.0.0.5', '203.0.113.9')).toEqual([false, '10.0.0.5']);
    expect(asked([], '127.0.0.1', '203.0.113.9')).toEqual([true, '203.0.113.9']);
    expect(asked(['10.0.0.5'], '10.0.0.5', '1.1.1.1, 203.0.113.9')).toEqual([true, '203.0.113.9']);
    expect(asked(['uniquelocal'], '10.0.0.5', '203.0.113.9, 10.0.0.6')).toEqual([true, '203.0.113.9']);
  });

  test('Who asks an installation by its own name cannot give another address: no proxy stands in front of it', () => {
    for (const publicUrl of ['http://127.0.0.1:4800', 'http://localhost:4800', 'http://[::1]:4800'])
      expect(asked([], '127.0.0.1', '203.0.113.9', publicUrl)).toEqual([false, '127.0.0.1']);
    expect(asked([], '127.0.0.1', '203.0.113.9', 'https://uppsikt.example')).toEqual([true, '203.0.113.9']);
    expect(asked(['loopback'], '127.0.0.1', '203.0.113.9', 'http://localhost')).toEqual([
      true,
      '203.0.113.9',
    ]);
  });
});
