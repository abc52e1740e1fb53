/** What lies in a zip that was received. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readZip, type UnpackedFile } from './read-zip.ts';

const LIMITS = { files: 1000, bytes: 500_000_000 };

export async function unzipped(bytes: Uint8Array): Promise<UnpackedFile[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'uppsikt-zip-'));
  const file = path.join(folder, 'received.zip');
  try {
    await writeFile(file, bytes);
    return await readZip(file, LIMITS);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
