/** For commands that need the store: that of the running installation, or one started for the command's own duration. */
import { resolve } from 'node:path';
import type { Settings } from '../../core/kernel/config.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { readCommandSettings } from '../run/prove-settings.ts';
import { secretKey } from '../run/secrets.ts';
import { readRunning } from '../services/folder-lock.ts';
import { openStores } from '../services/installation.ts';
import { createProgress } from '../services/progress.ts';
import { storesEnvironment } from '../services/stores.ts';

export interface StoreContext {
  readonly db: Db;
  readonly settings: Settings;
  readonly dataDir: string;
  readonly redisUrl: string;
  /** Address of the running installation, or where it will be. */
  readonly url: string;
  readonly now: Date;
}

/** The store as it is, for commands that must not change it before their work. */
export async function withUnmigratedStore<T>(work: (context: StoreContext) => Promise<T>): Promise<T> {
  const settings = readCommandSettings(process.env);
  const dataDir = resolve(settings.DATA_DIR);
  const stores = await openStores({
    dataDir,
    env: storesEnvironment(settings),
    onStep: createProgress(),
  });
  try {
    const db = await openDb(stores.mongoUrl);
    try {
      const url =
        settings.PUBLIC_URL ??
        readRunning(dataDir)?.appUrl ??
        `http://${settings.HOST}:${settings.PORT ?? 4800}`;
      const now = new Date(Date.now() + settings.CLOCK_OFFSET_MS);
      return await work({ db, settings, dataDir, redisUrl: stores.redisUrl, url, now });
    } finally {
      await closeDb(db);
    }
  } finally {
    await stores.stop();
  }
}

export function withStore<T>(
  work: (context: StoreContext & { readonly secretKey: string }) => Promise<T>,
): Promise<T> {
  return withUnmigratedStore(async (context) => {
    await migrate(context.db);
    return work({ ...context, secretKey: secretKey(context.dataDir, context.settings.SECRET_KEY) });
  });
}
