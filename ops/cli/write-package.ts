/** A package on a disk: all of it or nothing, and never in place of something that is there. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackageFile } from '../../core/evidence/package.ts';
import { zipBytes } from '../../core/kernel/zip/write-zip.ts';
import type { CapturePackage } from '../../core/records/capture-package.store.ts';
import type { PackageFormat } from '../../core/records/package-format.ts';

export interface Written {
  /** The folder that packages are put into; made where it is missing. */
  readonly out: string;
  readonly format: PackageFormat;
  /** One file instead of a folder. */
  readonly zip: boolean;
}

/** Where the package will lie. */
export function packagePath(name: string, { out, format, zip }: Written): string {
  const ending = format === 'pdf' ? '.pdf' : zip ? '.zip' : '';
  return path.resolve(out, `${name}${ending}`);
}

async function writeFolder(folder: string, files: readonly PackageFile[]): Promise<void> {
  for (const file of files) {
    const target = path.join(folder, ...file.path.split('/'));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.bytes, { flag: 'wx' });
  }
}

/** Returns the path. Throws where something lies there already. */
export async function writePackage({ name, files }: CapturePackage, written: Written): Promise<string> {
  const target = packagePath(name, written);
  if (existsSync(target)) throw new Error(`${target} is there already. Nothing was written over it.`);
  await mkdir(path.dirname(target), { recursive: true });
  // Beside its place, so that the last step is one rename: nobody picks up half a package.
  const draft = await mkdtemp(path.join(path.dirname(target), '.uppsikt-'));
  try {
    const made = path.join(draft, path.basename(target));
    const [report] = files;
    if (written.format === 'pdf' && report) await writeFile(made, report.bytes);
    else if (written.zip) await writeFile(made, await zipBytes(files, name));
    else {
      await mkdir(made);
      await writeFolder(made, files);
    }
    await rename(made, target);
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
