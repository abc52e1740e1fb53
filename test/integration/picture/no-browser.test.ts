/** Without a browser the record is sealed alone and everybody can see it; when one comes, the picture is made up for. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { ChainState } from '../../../core/evidence/chain.contract.ts';
import { evidencePackage } from '../../../core/evidence/package.store.ts';
import { findChromium } from '../../../documents/picture/find-chromium.ts';
import { createPainter } from '../../../documents/picture/painter.ts';
import { browserState, watchBrowser } from '../../../workers/capture/watch-browser.ts';
import { startHeartbeat } from '../../../workers/heartbeat.ts';
import { apiClient } from '../../support/client.ts';
import { spoken, suite } from '../../support/suite.ts';
import { until } from '../../support/until.ts';
import { SILENT } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'uppsikt-no-browser-'));
/** Says its version as a browser does, and then does not start. */
const broken = join(folder, 'chromium');
writeFileSync(broken, '#!/bin/sh\n[ "$1" = --version ] && echo "Chromium 1.0" && exit 0\nexit 1\n');
chmodSync(broken, 0o755);
chmodSync(folder, 0o755);

const env: Record<string, string | undefined> = { ...process.env, CHROMIUM_BINARY: join(folder, 'none') };
const painter = createPainter({ find: () => findChromium(env), sandbox: 'on' });
const s = suite({ painter });
afterAll(async () => {
  await painter.close();
  rmSync(folder, { recursive: true, force: true });
});

const LATER_MS = 7 * 3_600_000;

/** What a worker that starts now, with this CHROMIUM_BINARY, has the servers say. */
async function told(): Promise<{ ready: unknown; page: ChainState['browser'] }> {
  const { db, clock, url } = s.world;
  const watch = watchBrowser({ painter, log: SILENT });
  await watch.known;
  watch.stop();
  const browser = () => browserState(painter);
  const heartbeat = startHeartbeat({ db, log: SILENT, now: clock.now, id: 'w1', browser });
  const ask = async () => {
    const answer = (await (await fetch(`${url}/readyz`)).json()) as { capture: { browser: string } };
    return answer.capture;
  };
  await until('the worker has said it', async () => (await ask()).browser !== 'unknown');
  const auditor = await apiClient(db, url, { role: 'auditor', now: clock.now() });
  const page = (await auditor.get<ChainState>('/api/audit/verify')).body.browser;
  const ready = await ask();
  await heartbeat.stop();
  return { ready, page };
}

test('A worker without a browser seals the record alone, item, /readyz and page say so, and the picture is made up for when a browser comes', async () => {
  expect(await (await fetch(`${s.world.url}/readyz`)).json()).toMatchObject({
    capture: { sandbox: 'on', browser: 'unknown' },
  });
  const pictureOf = async (id: string) => (await s.api.item(id)).captures[0]?.picture;
  const { id } = await spoken(s, 'Du är en idiot');
  await s.api.act(id, { type: 'register', outcome: 'registered' });
  for (const binary of [join(folder, 'none'), '/bin/false', broken]) {
    env.CHROMIUM_BINARY = binary;
    s.world.clock.advance(LATER_MS);
    await s.world.settle();
    expect([binary, await pictureOf(id)]).toEqual([binary, { state: 'missing', cause: 'no-browser' }]);
    expect(await told()).toEqual({ ready: { sandbox: 'on', browser: 'none' }, page: 'none' });
  }
  const captureId = (await s.api.item(id)).captures[0]?.id ?? '';
  const alone = await evidencePackage(s.world.db, { tenantId: 'main', captureId });
  expect(alone).toMatchObject({ pictures: [], pictureMissing: 'no-browser' });

  env.CHROMIUM_BINARY = process.env.CHROMIUM_BINARY;
  expect(await told()).toEqual({ ready: { sandbox: 'on', browser: 'runs' }, page: 'runs' });
  s.world.clock.advance(LATER_MS);
  await s.world.settle();
  expect(await pictureOf(id)).toEqual({ state: 'taken', cause: null });
  const whole = await evidencePackage(s.world.db, { tenantId: 'main', captureId });
  expect(whole?.pictures[0]).toMatchObject({ kind: 'rendered', mime: 'image/png' });
  expect(whole?.pictureMissing).toBeNull();
}, 120_000);
