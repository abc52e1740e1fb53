import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningMongod, startMongod } from '../../../ops/services/mongod.ts';
import { connectMongo, mongodBinary, tcpListeners, temporaryFolder, until } from './support.ts';

describe('a mongod of our own', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let mongod: RunningMongod | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await mongod?.stop();
    folder.remove();
  });

  const start = async (dir = folder.path) => {
    mongod = await startMongod({ binary: await mongodBinary(), dir });
    return mongod;
  };

  test('The mongod listens on a private socket and on no TCP port', async () => {
    const { pid, socket, version } = await start();
    expect(tcpListeners(pid)).toEqual([]);
    expect(socket.startsWith(folder.path)).toBe(true);
    expect(lstatSync(socket).isSocket()).toBe(true);
    expect(lstatSync(dirname(socket)).mode & 0o777).toBe(0o700);
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(6);
  }, 60_000);

  test('The mongod runs transactions and change streams', async () => {
    const client = await connectMongo((await start()).url);
    const [a, b] = [client.db().collection('a'), client.db().collection('b')];
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await a.insertOne({ n: 1 }, { session });
        await b.insertOne({ n: 1 }, { session });
      }),
    );
    const undone = client.withSession((session) =>
      session.withTransaction(async () => {
        await a.insertOne({ n: 2 }, { session });
        throw new Error('changed my mind');
      }),
    );
    await expect(undone).rejects.toThrow('changed my mind');
    expect([await a.countDocuments(), await b.countDocuments()]).toEqual([1, 1]);
    const stream = a.watch();
    // opens it: what is written before is not seen
    expect(await stream.tryNext()).toBeNull();
    await a.insertOne({ n: 3 });
    expect((await stream.next()).operationType).toBe('insert');
    await stream.close();
    await client.close();
  }, 60_000);

  test('The mongod logs no value of an operation, however slow it is', async () => {
    const client = await connectMongo((await start()).url);
    const items = client.db().collection('items');
    await items.createIndex({ key: 1 }, { unique: true });
    await items.insertOne({ key: 'one', text: 'hemlig-text' });
    await items.find({ $where: 'sleep(300) || this.text === "hemlig-text"' }).toArray();
    const twice = items.insertOne({ key: 'one', text: 'hemlig-text' });
    await expect(twice).rejects.toThrow(/E11000/);
    // MongoDB itself logs this one with the whole command.
    const clash = { key: 'one', other: 'hemlig-text' };
    const upsert = items.findOneAndUpdate(clash, { $set: { text: 'hemlig-text' } }, { upsert: true });
    await expect(upsert).rejects.toThrow(/E11000/);
    const update = items.updateOne(clash, { $set: { text: 'hemlig-text' } }, { upsert: true });
    await expect(update).rejects.toThrow(/E11000/);
    await client.close();
    await mongod?.stop();
    const log = readFileSync(join(folder.path, 'mongo', 'mongod.log'), 'utf8');
    expect(log).toContain('Plan executor error');
    expect(log.includes('hemlig-text')).toBe(false);
  }, 60_000);

  test('The log of a mongod is begun anew while it runs, every line is whole and the oldest files go', async () => {
    const logKeeping = { limits: { megabytes: 0.003, files: 2 }, everyMs: 20 };
    mongod = await startMongod({ binary: await mongodBinary(), dir: folder.path, logKeeping });
    const dir = join(folder.path, 'mongo');
    const earlier = () => readdirSync(dir).filter((name) => /^\d{8}-\d{4}-\d{2,}-mongod\.log$/u.test(name));
    const client = await connectMongo(mongod.url);
    const seen = new Set<string>();
    await until('the third is turned and the first is gone', async () => {
      // Both are logged.
      await client.db().createCollection('a');
      await client.db().dropCollection('a');
      for (const name of earlier()) seen.add(name);
      return seen.size > 3 && earlier().length === 2;
    });
    await client.close();
    await mongod.stop();
    for (const name of [...earlier(), 'mongod.log']) {
      expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
      const lines = readFileSync(join(dir, name), 'utf8').split('\n').filter(Boolean);
      expect(() => lines.map((line) => JSON.parse(line))).not.toThrow();
    }
  }, 60_000);

  test('The mongod keeps its data over a stop, and over a move of the folder', async () => {
    const before = join(folder.path, 'before');
    const first = await connectMongo((await start(before)).url);
    await first.db().collection('a').insertOne({ n: 1 });
    await first.close();
    await mongod?.stop();
    renameSync(before, join(folder.path, 'after'));
    const second = await connectMongo((await start(join(folder.path, 'after'))).url);
    expect(await second.db().collection('a').countDocuments({ n: 1 })).toBe(1);
    await second.close();
  }, 60_000);

  test('The mongod works where the path is too long for a socket', async () => {
    const deep = join(folder.path, 'a-folder-with-a-long-name'.repeat(5));
    const { socket, url } = await start(deep);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    const client = await connectMongo(url);
    await client.db().collection('a').insertOne({ n: 1 });
    await client.close();
    await mongod?.stop();
    expect(existsSync(dirname(socket))).toBe(false);
  }, 60_000);

  test('A second mongod on the same data is refused with a sentence', async () => {
    await start();
    const again = startMongod({ binary: await mongodBinary(), dir: folder.path });
    await expect(again).rejects.toThrow(`started by process ${process.pid}`);
  }, 60_000);

  test('A mongod that does not start says why', async () => {
    const failing = startMongod({ binary: '/bin/false', dir: folder.path });
    await expect(failing).rejects.toMatchObject({ name: 'ServiceError', exitCode: 1 });
  }, 60_000);
});
