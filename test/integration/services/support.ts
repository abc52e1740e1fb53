import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { findMongod } from '../../../ops/services/mongod-binary.ts';
import { createProgress } from '../../../ops/services/progress.ts';
import { findRedis } from '../../../ops/services/redis-binary.ts';
import { folderInMemory } from '../../../ops/test/memory.ts';

const onStep = createProgress();

export const mongodBinary = async (): Promise<string> => (await findMongod({ onStep })).path;
export const redisBinary = async (): Promise<string> => (await findRedis({ onStep })).path;

/** A folder, in memory where there is room, that is removed by `remove()`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(folderInMemory() ?? tmpdir(), 'uppsikt-services-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A connected driver; `close` it. */
export async function connectMongo(url: string): Promise<InstanceType<typeof mongoose.mongo.MongoClient>> {
  return new mongoose.mongo.MongoClient(url, {
    serverSelectionTimeoutMS: 500,
    connectTimeoutMS: 500,
  }).connect();
}

/** Asks until the answer is yes; fails the test after `limitMs`. */
export async function until(
  what: string,
  ask: () => boolean | Promise<boolean>,
  limitMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await delay(20);
  }
}

/** The local addresses on which a process listens for TCP, as the kernel sees it. */
export function tcpListeners(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`).match(/^socket:\[(\d+)\]$/)?.[1];
      } catch {
        return undefined;
      }
    }),
  );
  const rows = ['tcp', 'tcp6'].flatMap((table) => {
    try {
      return readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1);
    } catch {
      return [];
    }
  });
  const LISTEN = '0A';
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN && inodes.has(fields[9]))
    .map((fields) => fields[1] ?? '');
}
