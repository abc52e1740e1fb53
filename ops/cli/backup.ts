/** `uppsikt backup --out F [--hot]`: everything, as it was in one moment, in one file. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp } from '../backup/back-up.ts';
import { readCommandSettings } from '../run/prove-settings.ts';
import { keptSecretKey } from '../run/secrets.ts';
import { ServiceError } from '../services/errors.ts';
import { readRunning } from '../services/folder-lock.ts';
import { withUnmigratedStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt backup --out F [--hot]

  Writes the whole store, and of the data folder the key and the demo page, into the file F, which must not exist.
  Prints {"path","at","documents","bytes","sha256"}. Guard F like the key: the two together are the pages' tokens.
  A SECRET_KEY of the environment is not in F: keep it yourself.

  --out F  the file to make
  --hot    while it runs. The file still holds one single moment; without it a running installation is refused
`;

function keyOf(dataDir: string, values: string | undefined): string {
  const key = values ?? keptSecretKey(dataDir);
  if (key === null) throw new UsageError('SECRET_KEY is not set, and DATA_DIR holds none.');
  return key;
}

/** An installation on servers of its own is not known from here: its backups are hot ones, whatever is said. */
export async function run(argv: string[], io: Io): Promise<number> {
  const values = options(argv, { out: { type: 'string' }, hot: { type: 'boolean', default: false } });
  if (values.out === undefined) throw new UsageError(`--out is missing.\n${USAGE}`);
  const path = resolve(values.out);
  if (existsSync(path)) throw new UsageError('--out names a file that exists.');
  const settings = readCommandSettings(process.env);
  const running = readRunning(resolve(settings.DATA_DIR));
  if (running !== null && !values.hot)
    throw new ServiceError(`The installation runs (process ${running.pid}): stop it, or say --hot.`);
  const report = await withUnmigratedStore(({ db, dataDir, now }) =>
    backUp({ db, dataDir, secretKey: keyOf(dataDir, settings.SECRET_KEY), now }, path),
  );
  io.stdout.write(`${JSON.stringify(report)}\n`);
  return 0;
}
