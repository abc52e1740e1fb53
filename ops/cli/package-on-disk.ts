/** What lies at a path, read with limits: a folder, a zip or one JSON file. */
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { NotAZip, type ReadLimits, readZip, type UnpackedFile } from '../../core/kernel/zip/read-zip.ts';

/** Far more than one package holds; a hostile one ends here. */
export const PACKAGE_LIMITS: ReadLimits = { files: 2_000, bytes: 512 * 2 ** 20 };

export class NotAPackage extends Error {
  override readonly name = 'NotAPackage';
}

type Left = { files: number; bytes: number };

async function bytesOf(file: string, left: Left): Promise<Uint8Array | null> {
  const { size } = await lstat(file);
  left.bytes -= size;
  if (left.bytes < 0) throw new NotAPackage('It holds more than a package does.');
  try {
    const handle = await open(file);
    try {
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

async function below(folder: string, prefix: string, left: Left): Promise<UnpackedFile[]> {
  const found: UnpackedFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [file, name] = [path.join(folder, entry.name), `${prefix}${entry.name}`];
    if (entry.isDirectory()) {
      found.push(...(await below(file, `${name}/`, left)));
      continue;
    }
    left.files -= 1;
    if (left.files < 0) throw new NotAPackage('It holds more files than a package does.');
    // A link could show one file today and another tomorrow: nothing behind it is part of a package.
    found.push({ path: name, bytes: entry.isFile() ? await bytesOf(file, left) : null });
  }
  return found;
}

export type OnDisk =
  | { readonly kind: 'files'; readonly files: readonly UnpackedFile[] }
  | { readonly kind: 'json'; readonly bytes: Uint8Array };

/** @throws NotAPackage with a sentence for the person who named the path. */
export async function packageOnDisk(where: string): Promise<OnDisk> {
  const found = await lstat(where).catch(() => null);
  if (found === null) throw new NotAPackage(`There is nothing at ${where}.`);
  const left = { ...PACKAGE_LIMITS };
  if (found.isDirectory()) return { kind: 'files', files: await below(where, '', left) };
  if (!found.isFile()) throw new NotAPackage('It is neither a file nor a folder.');
  if (where.endsWith('.json')) {
    const bytes = await bytesOf(where, left);
    if (bytes === null) throw new NotAPackage('It cannot be read.');
    return { kind: 'json', bytes };
  }
  try {
    return { kind: 'files', files: await readZip(where, PACKAGE_LIMITS) };
  } catch (error) {
    if (error instanceof NotAZip) throw new NotAPackage(error.message);
    throw error;
  }
}
