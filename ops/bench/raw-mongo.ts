/** The same writes to the same MongoDB without our code: one by one, and in bulk. */
import { closeDb, openDb } from '../../core/kernel/db.ts';

const ONE_BY_ONE = 3000;
const BULK = 20_000;
const BATCH_SIZE = 16;
const BATCH = 1000;

const document_ = (number: number) => ({
  number,
  text: 'När kommer plogbilen till Storgatan?',
  at: new Date(),
});

export async function rawMongo(url: string): Promise<{ single: number; bulk: number }> {
  const db = await openDb(url);
  // The driver under Mongoose, with the same write concern: the raw limit.
  const collection = db.connection.getClient().db('uppsikt_bench_raw').collection('raw');
  try {
    await collection.drop().catch(() => undefined);
    const numbers = Array.from({ length: ONE_BY_ONE }, (_, number) => number).values();
    const singleFrom = performance.now();
    await Promise.all(
      Array.from({ length: BATCH_SIZE }, async () => {
        for (const number of numbers) await collection.insertOne(document_(number));
      }),
    );
    const single = ONE_BY_ONE / ((performance.now() - singleFrom) / 1000);
    const bulkFrom = performance.now();
    for (let first = 0; first < BULK; first += BATCH)
      await collection.insertMany(Array.from({ length: BATCH }, (_, index) => document_(first + index)));
    const bulk = BULK / ((performance.now() - bulkFrom) / 1000);
    await collection.drop();
    return { single, bulk };
  } finally {
    await closeDb(db);
  }
}
