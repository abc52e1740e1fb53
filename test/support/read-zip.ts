/**
 * Reads a zip from anywhere into memory. Names that lead out of its folder, two files of one name, more files or bytes
 * than allowed: refused as a whole. A single file that cannot be unpacked, or is longer than it says, is named.
 */
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

export interface ReadLimits {
  readonly files: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

export interface UnpackedFile {
  readonly path: string;
  /** Null: it could not be unpacked. */
  readonly bytes: Uint8Array | null;
}

/** It is no zip, or one that nobody should unpack. */
export class NotAZip extends Error {
  override readonly name = 'NotAZip';
}

async function bytesOf(zip: ZipFile, entry: Entry): Promise<Uint8Array | null> {
  try {
    return await buffer(await zip.openReadStreamPromise(entry));
  } catch {
    return null;
  }
}

async function entriesOf(zip: ZipFile, limits: ReadLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  const names = new Set<string>();
  let bytes = 0;
  // The library itself refuses absolute names, back-slashes and `..`.
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    bytes += entry.uncompressedSize;
    if (entries.length >= limits.files || bytes > limits.bytes)
      throw new NotAZip('It holds more than a package does.');
    if (names.has(entry.fileName)) throw new NotAZip(`It holds two files named ${entry.fileName}.`);
    names.add(entry.fileName);
    entries.push(entry);
  }
  return entries;
}

export async function readZip(path: string, limits: ReadLimits): Promise<UnpackedFile[]> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
    try {
      const files: UnpackedFile[] = [];
      for (const entry of await entriesOf(zip, limits))
        files.push({ path: entry.fileName, bytes: await bytesOf(zip, entry) });
      return files;
    } finally {
      zip.close();
    }
  } catch (cause) {
    if (cause instanceof NotAZip) throw cause;
    throw new NotAZip((cause as Error).message, { cause });
  }
}
