import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;

const SET = 'rs0';
const NOT_YET_INITIALIZED = 94;
const INVALID_REPLICA_SET_CONFIG = 93;

/**
 * Makes the mongod at `url` the one member of its replica set and waits until it takes writes. Returns its
 * version. A data folder that was moved has another socket path in its configuration, which is replaced.
 */
export async function becomePrimary(options: {
  url: string;
  socket: string;
  /** The process is gone: waiting for it has no sense. */
  hasExited(): boolean;
  limitMs: number;
}): Promise<string> {
  const client = new mongoose.mongo.MongoClient(options.url, { serverSelectionTimeoutMS: 5000 });
  try {
    await client.connect();
    const deadline = Date.now() + options.limitMs;
    while (Date.now() < deadline && !options.hasExited()) {
      const hello = await client.db('admin').command({ hello: 1 });
      if (hello.isWritablePrimary === true) return await versionOf(client);
      if (hello.setName === undefined) await configure(client, options.socket);
      await delay(25);
    }
    throw new Error('it did not become primary');
  } finally {
    await client.close();
  }
}

async function versionOf(client: Client): Promise<string> {
  const info = await client.db('admin').command({ buildInfo: 1 });
  return String(info.version);
}

async function configure(client: Client, socket: string): Promise<void> {
  const admin = client.db('admin');
  const config = { _id: SET, members: [{ _id: 0, host: socket }] };
  const code = await admin.command({ replSetGetStatus: 1 }).then(
    () => 0,
    (error: { code?: number }) => error.code,
  );
  if (code === NOT_YET_INITIALIZED) await admin.command({ replSetInitiate: config });
  if (code !== INVALID_REPLICA_SET_CONFIG) return;
  // By command: the node's own configuration belongs to no tenant.
  const { cursor } = await client.db('local').command({ find: 'system.replset', limit: 1 });
  const stored = cursor.firstBatch[0];
  if (stored === undefined || stored.members?.[0]?.host === socket) return;
  await admin.command({
    replSetReconfig: { ...stored, version: stored.version + 1, ...config },
    force: true,
  });
}
