/** `uppsikt deliveries`: what platforms sent and has not become items, and trying again what is quarantined. */
import { retryDelivery, retryQuarantined, undoneDeliveries } from '../../core/inbox/quarantine.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt deliveries [--quarantined] [--retry ID | --retry-all]

  Prints what has not been ingested, the oldest first, one JSON object a line:
  {"id","platform","state","receivedAt","bytes","attempts","cause","waitingFor"}

  --quarantined  only what is quarantined: unreadable, or ingesting it failed again and again
  --retry ID     try this quarantined delivery again; exit 1 when there is none
  --retry-all    try all of them again

  A retry prints {"retried":N}. A running worker takes them within seconds.
`;

async function retried(db: Db, id: string | undefined): Promise<number> {
  if (id === undefined) return retryQuarantined(db);
  if (!(await retryDelivery(db, id))) throw new Error(`No quarantined delivery has the id ${id}.`);
  return 1;
}

async function list(db: Db, only: 'all' | 'quarantined', io: Io): Promise<void> {
  for await (const row of undoneDeliveries(db, only)) {
    const { _id: id, platform, state, receivedAt, bytes, attempts, cause = null, waitingFor } = row;
    const line = { id, platform, state, receivedAt, bytes, attempts, cause, waitingFor };
    io.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

export async function run(argv: string[], io: Io): Promise<number> {
  const given = options(argv, {
    quarantined: { type: 'boolean', default: false },
    retry: { type: 'string' },
    'retry-all': { type: 'boolean', default: false },
  });
  const { retry, 'retry-all': all } = given;
  if (retry !== undefined && all) throw new UsageError('--retry and --retry-all exclude each other.');
  if (retry?.trim() === '') throw new UsageError('--retry needs the id of a delivery.');
  await withStore(async ({ db }) => {
    if (retry === undefined && !all) return list(db, given.quarantined ? 'quarantined' : 'all', io);
    io.stdout.write(`${JSON.stringify({ retried: await retried(db, retry) })}\n`);
  });
  return 0;
}
