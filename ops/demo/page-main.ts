/**
 * The demo page in a process of its own: `page-main.ts DATA_DIR TARGET` plays the platform and, once told to, its
 * citizens.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProcess, stopWith, tellReady } from '../../core/kernel/process-lifecycle.ts';
import { holdPort } from '../run/port.ts';
import { demoSecrets } from '../run/secrets.ts';
import { startSimulator } from '../simulator/server.ts';
import { DEMO_PAGE } from './page.ts';

const { log } = openProcess('demo-page', () => ({ LOG_LEVEL: 'info' }));
const [dataDir = '', target = ''] = process.argv.slice(2);
const { pageId, pageToken, appSecret, verifyToken } = demoSecrets(dataDir);
const portFile = join(dataDir, 'demo-page.port');

/** That of the last start, so that the links to its posts still lead there; 0 where somebody else listens by now. */
async function lastPort(): Promise<number> {
  const last = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const held = last === 0 ? null : await holdPort(last, '127.0.0.1').catch(() => null);
  await held?.release();
  return held?.port ?? 0;
}

const simulator = await startSimulator({
  port: await lastPort(),
  target,
  page: { id: pageId, name: DEMO_PAGE },
  pageToken,
  appSecret,
  verifyToken,
  stateFile: join(dataDir, 'demo-page.json'),
});
writeFileSync(portFile, new URL(simulator.url).port);

const stopping = new AbortController();
process.once('message', () => {
  simulator.play('demo', { signal: stopping.signal }).catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the demo stopped');
  });
});
stopWith(async () => {
  stopping.abort();
  await simulator.stop();
});
tellReady({ url: simulator.url, apiBase: simulator.apiBase });
