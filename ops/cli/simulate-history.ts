/** `uppsikt simulate --history 90d`: an installation without a real account gets ninety lived days. */
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { addHistory } from '../history/add-history.ts';
import { withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

const MOST_DAYS = 366;

function daysOf(value: string): number {
  const days = Number(/^(\d{1,3})d$/u.exec(value)?.[1] ?? Number.NaN);
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new UsageError(`--history must be a number of days from 1d to ${MOST_DAYS}d, not ${value}.`);
}

export async function run(argv: string[], io: Pick<Io, 'stdout' | 'stderr'>): Promise<number> {
  const given = options(argv, {
    history: { type: 'string', default: '90d' },
    seed: { type: 'string', default: '1' },
  });
  const days = daysOf(given.history);
  const { seed } = given;
  io.stderr.write(`simulate: ${days} days of twelve pages; this takes up to a minute\n`);
  const lived = await withStore(({ db, secretKey, now }) =>
    addHistory({ seed, days, until: now }, { db, vault: createTokenVault(secretKey) }),
  );
  io.stdout.write(`${JSON.stringify({ days, seed, ...lived })}\n`);
  return 0;
}
