/** What a restored installation needs: to be looked at before anything leaves it. */
import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { ask, askUntil, type Outside, postSigned, startOutside } from '../../support/outside.ts';
import { added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';

interface Acted {
  readonly action: { readonly id: string; readonly state: string };
}

const ACCOUNT = [
  ...['account', 'add', '--platform', 'facebook', '--external-id', PAGE_ID, '--name', 'Prov', '--offline'],
  ...['--country', 'SE', '--board', 'KS', '--admins', 'a@x.example,b@x.example', '--unit', 'u@x.example'],
];

async function replied(outside: Outside, token: string): Promise<string> {
  const comment = added({ id: '1_1', text: 'När öppnar badhuset?', at: new Date() });
  const body = JSON.parse(envelopeOf([comment], { sentAt: new Date() }).toString()) as unknown;
  expect((await postSigned(outside, body)).status).toBe(200);
  const items = () =>
    ask<{ items: { id: string; version: number }[] }>(`${outside.url}/api/items`, token).then(
      (a) => a.body.items,
    );
  const [item] = await askUntil(items, (found) => found.length === 1);
  const { body: acted } = await ask<Acted>(`${outside.url}/api/items/${item?.id}/actions`, token, {
    method: 'POST',
    body: { type: 'reply', text: 'Klockan sju.', version: item?.version },
  });
  return acted.action.id;
}

test('With OUTGOING=off comments come in and a reply waits; once it is on the reply is tried', async () => {
  const quiet = await startOutside({ settings: { OUTGOING: 'off' } });
  expect(await quiet.cli(...ACCOUNT)).toMatchObject({ code: 0 });
  const token = (await quiet.cli('token', '--role', 'administrator')).stdout.trim();
  const id = await replied(quiet, token);
  const stateOf =
    ({ url }: Outside) =>
    async () =>
      (await ask<{ state: string }>(`${url}/api/actions/${id}`, token)).body.state;
  // Longer than the undo time and a sweep together.
  await delay(7000);
  expect(await stateOf(quiet)()).toBe('pending');
  expect(await quiet.stop()).toBe(0);

  const loud = await startOutside({ dataDir: quiet.dataDir });
  // The account has no token, so that is as far as the reply comes.
  expect(await askUntil(stateOf(loud), (state) => state !== 'pending')).toBe('blocked');
  expect(await loud.stop()).toBe(0);
  quiet.remove();
  loud.remove();
}, 120_000);

test('An option that npm start does not know is refused with exit 2', () => {
  const { status, stderr } = spawnSync(process.execPath, ['ops/start.ts', '--no-such'], {
    cwd: PROJECT_DIR,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('--no-such');
}, 30_000);
