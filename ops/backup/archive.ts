/**
 * The form of a backup: gzip over frames, each a head in JSON and a body of bytes, both with their length before them.
 * The last frame holds the hash of all before it, so that a file that was cut off or altered is known as such.
 */
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ServiceError } from '../services/errors.ts';

export interface Frame {
  readonly head: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

export interface ArchiveWriter {
  add(head: Frame['head'], body?: Buffer): Promise<void>;
  /** Writes the end; resolves with the hash of what stands before it. */
  close(): Promise<string>;
}

const LENGTH_BYTES = 4;
const EMPTY = Buffer.alloc(0);

function framed(head: Frame['head'], body: Buffer): Buffer[] {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const lengths = Buffer.alloc(2 * LENGTH_BYTES);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(body.length, LENGTH_BYTES);
  return [lengths, text, body];
}

/** Makes the file, for its owner's eyes only; it must not exist. */
export function writeArchive(path: string): ArchiveWriter {
  const gzip = createGzip();
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  const failed = new Promise<never>((_resolve, reject) => {
    for (const stream of [gzip, file]) stream.once('error', reject);
  });
  failed.catch(() => undefined);
  gzip.pipe(file);
  const hash = createHash('sha256');

  async function add(head: Frame['head'], body: Buffer = EMPTY): Promise<void> {
    for (const part of framed(head, body)) {
      hash.update(part);
      if (!gzip.write(part)) await Promise.race([once(gzip, 'drain'), failed]);
    }
  }
  return {
    add,
    async close() {
      const sha256 = hash.copy().digest('hex');
      await add({ end: true, sha256 });
      gzip.end();
      await finished(file);
      return sha256;
    },
  };
}

/** Hands out bytes in the sizes that are asked for, from a stream that comes in sizes of its own. */
function exactly(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = EMPTY;
  /** Null: the stream ended at a border. Throws where it ended inside. */
  return async (size: number): Promise<Buffer | null> => {
    const parts: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      if (rest.length === 0) {
        const { value, done } = await chunks.next();
        if (done) {
          if (missing === size) return null;
          throw new ServiceError('The backup is cut off.');
        }
        rest = value;
      }
      parts.push(rest.subarray(0, missing));
      missing -= parts.at(-1)?.length ?? 0;
      rest = rest.subarray(parts.at(-1)?.length ?? 0);
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  };
}

function assertWhole(head: Frame['head'], hash: Hash): void {
  if (head.sha256 !== hash.digest('hex')) throw new ServiceError('The backup was altered after it was made.');
}

/** The frames without the last one, which is checked. Throws a `ServiceError` for what is not a whole archive. */
export async function* readArchive(path: string): AsyncGenerator<Frame> {
  const gunzip = createGunzip();
  const file = createReadStream(path);
  file.once('error', (error) => gunzip.destroy(error));
  const take = exactly(file.pipe(gunzip) as AsyncIterable<Buffer>);
  const hash = createHash('sha256');
  try {
    for (;;) {
      const lengths = await take(2 * LENGTH_BYTES);
      if (lengths === null) throw new ServiceError('The backup is cut off.');
      const text = (await take(lengths.readUInt32LE(0))) ?? EMPTY;
      const body = (await take(lengths.readUInt32LE(LENGTH_BYTES))) ?? EMPTY;
      const head = JSON.parse(text.toString('utf8')) as Frame['head'];
      if (head.end === true) return assertWhole(head, hash);
      hash.update(lengths).update(text).update(body);
      yield { head, body };
    }
  } catch (error) {
    throw understandable(error);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function understandable(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'ENOENT') return new ServiceError('There is no such file.');
  if (code === 'Z_BUF_ERROR') return new ServiceError('The backup is cut off.');
  if (code?.startsWith('Z_') || error instanceof SyntaxError)
    return new ServiceError('This is no backup, or it was altered after it was made.');
  return error;
}
