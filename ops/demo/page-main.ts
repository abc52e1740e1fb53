/**
 * The demo page in a process of its own: `page-main.ts DATA_DIR TARGET` plays the platform and, once told to, its
 * citizens.
 */
import { join } from 'node:path';
import { openProcess, stopWith, tellReady } from '../../core/kernel/process-lifecycle.ts';
import { demoSecrets } from '../run/secrets.ts';
import { startSimulator } from '../simulator/server.ts';
import { DEMO_PAGE } from './page.ts';

const { log } = openProcess('demo-page', () => ({ LOG_LEVEL: 'info' }));
const [dataDir = '', target = ''] = process.argv.slice(2);
const { pageId, pageToken, appSecret, verifyToken } = demoSecrets(dataDir);
const simulator = await startSimulator({
  target,
  page: { id: pageId, name: DEMO_PAGE },
  pageToken,
  appSecret,
  verifyToken,
  stateFile: join(dataDir, 'demo-page.json'),
});

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
