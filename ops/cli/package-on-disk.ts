/** What lies at a path, read with limits: a folder, a zip or one JSON file. */
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileOnHand } from '../../core/records/proof/check-package.ts';
import { readZip, type Unpacked } from '../../core/records/proof/read-zip-page.ts';

interface Left {
  files: number;
  bytes: number;
}

/** Far more than one package holds; a hostile one ends here. */
const PACKAGE_LIMITS: Readonly<Left> = { files: 2_000, bytes: 512 * 2 ** 20 };

export class NotAPackage extends Error {
  override readonly name = 'NotAPackage';
}

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

async function below(folder: string, prefix: string, left: Left): Promise<FileOnHand[]> {
  const found: FileOnHand[] = [];
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
  | ({ readonly kind: 'files' } & Unpacked)
  | { readonly kind: 'json'; readonly bytes: Uint8Array };

/** @throws NotAPackage with a sentence for the person who named the path. */
export async function packageOnDisk(where: string): Promise<OnDisk> {
  const found = await lstat(where).catch(() => null);
  if (found === null) throw new NotAPackage(`There is nothing at ${where}.`);
  const left = { ...PACKAGE_LIMITS };
  if (found.isDirectory()) return { kind: 'files', files: await below(where, '', left), checks: [] };
  if (!found.isFile()) throw new NotAPackage('It is neither a file nor a folder.');
  const bytes = await bytesOf(where, left);
  if (bytes === null) throw new NotAPackage('It cannot be read.');
  if (where.endsWith('.json')) return { kind: 'json', bytes };
  const unpacked = await readZip(bytes);
  if (unpacked === null) throw new NotAPackage('It is no zip.');
  return { kind: 'files', ...unpacked };
}
