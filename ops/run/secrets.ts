/** Secrets that an installation makes for itself, once, readable by its own user only. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function once(path: string, make: () => string): string {
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

/** The key in the data folder; null: none was made there. */
export function keptSecretKey(dataDir: string): string | null {
  const path = join(dataDir, 'secret.key');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** SECRET_KEY, or the one in the data folder. */
export function secretKey(dataDir: string, fromEnv: string | undefined): string {
  if (fromEnv !== undefined) return fromEnv;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return once(join(dataDir, 'secret.key'), () => randomBytes(32).toString('hex'));
}

export interface DemoSecrets {
  readonly pageId: string;
  readonly pageToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** What the demo page and the installation share. */
export function demoSecrets(dataDir: string): DemoSecrets {
  const make = (): string =>
    JSON.stringify({
      pageId: `1000${String(randomBytes(5).readUIntBE(0, 5) % 1e11).padStart(11, '0')}`,
      pageToken: randomBytes(24).toString('hex'),
      appSecret: randomBytes(24).toString('hex'),
      verifyToken: randomBytes(12).toString('hex'),
    });
  return JSON.parse(once(join(dataDir, 'demo.json'), make)) as DemoSecrets;
}
