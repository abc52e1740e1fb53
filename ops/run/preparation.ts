/**
 * What `npm start` does with the store and the settings before its processes run. Table and values of
 * `preparation-process.ts`, where it is done: nothing of this stays in who keeps the installation up.
 */
import { firstPerson } from '../../core/accounts/people.store.ts';
import { createSignInToken } from '../../core/accounts/sign-in-links.store.ts';
import { clockOf, type Settings } from '../../core/kernel/config.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createLogger } from '../../core/kernel/log.ts';
import { becomePrimary } from '../../core/kernel/replica-set.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { isDemo, seedDemo } from '../demo/seed.ts';
import { readStartSettings } from './prove-settings.ts';
import type { DemoSecrets } from './secrets.ts';

interface InStore {
  readonly mongoUrl: string;
  readonly settings: Settings;
}

/** Values and results cross as structured clones. */
export interface PreparationSteps {
  readSettings(env: Readonly<Record<string, string | undefined>>): Promise<Settings>;
  becomePrimary(mongod: { url: string; socket: string; limitMs: number }): Promise<string>;
  /** Brings the store up to date and tells whether the demo runs on it. */
  migrate(at: InStore & { readonly demo: DemoSecrets }): Promise<boolean>;
  seedDemo(
    at: InStore & { readonly demo: DemoSecrets; readonly secretKey: string; readonly apiBase: string },
  ): Promise<void>;
  /** Null where nobody can sign in yet. */
  createSignInToken(at: InStore): Promise<string | null>;
}

async function withDb<T>({ mongoUrl }: InStore, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(mongoUrl);
  try {
    return await work(db);
  } finally {
    await closeDb(db);
  }
}

export const STEPS: PreparationSteps = {
  readSettings: async (env) => readStartSettings(env),
  becomePrimary: (mongod) => becomePrimary({ ...mongod, hasExited: () => false }),
  migrate: (at) =>
    withDb(at, async (db) => {
      const log = createLogger({ name: 'preparation', level: at.settings.LOG_LEVEL });
      await migrate(db, (done) => log.info(done, 'migrated'));
      return at.settings.DEMO === 'on' && (await isDemo(db, at.demo));
    }),
  seedDemo: (at) =>
    withDb(at, (db) =>
      seedDemo({
        db,
        secrets: at.demo,
        secretKey: at.secretKey,
        apiBase: at.apiBase,
        now: clockOf(at.settings)(),
      }),
    ),
  createSignInToken: (at) =>
    withDb(at, async (db) => {
      const person = await firstPerson(db, { tenantId: MAIN_TENANT, role: 'administrator' });
      return person === null ? null : createSignInToken(db, person, clockOf(at.settings)());
    }),
};
