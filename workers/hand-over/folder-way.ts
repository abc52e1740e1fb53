/**
 * Into a watched folder: whole or not at all. The file is written under a name that nobody watches for, brought to the
 * disk, and only then given its own.
 */
import { constants } from 'node:fs';
import { access, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FolderSettings } from '../../core/records/hand-over-route.ts';
import { receiptFor } from '../../core/records/receipt.ts';
import type { Delivered, FileWay } from './deps.ts';

/** Beginning with a dot, so that no watcher takes it for a file. */
export const halfName = (name: string): string => `.${name}.part`;

const CAUSES: Readonly<Record<string, Delivered>> = {
  ENOENT: { outcome: 'not-sent', cause: 'folder-missing', again: true },
  ENOTDIR: { outcome: 'not-sent', cause: 'folder-missing', again: true },
  EACCES: { outcome: 'not-sent', cause: 'folder-not-writable', again: true },
  EPERM: { outcome: 'not-sent', cause: 'folder-not-writable', again: true },
  EROFS: { outcome: 'not-sent', cause: 'folder-not-writable', again: true },
  ENOSPC: { outcome: 'not-sent', cause: 'disk-full', again: true },
  EDQUOT: { outcome: 'not-sent', cause: 'disk-full', again: true },
};
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);

/** Some shares know no such thing for folders: then the rename is as safe as they make it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function write(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const half = path.join(folder, halfName(name));
  await rm(half, { force: true });
  const handle = await open(half, 'wx', 0o640);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, path.join(folder, name));
  await syncFolder(folder);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** `root` is HAND_OVER_FOLDER: no route leads out of it. A folder is never made: a share that is not mounted must show. */
export function createFolderWay(root: string): FileWay<FolderSettings> {
  const at = ({ folder }: FolderSettings): string => path.join(root, ...folder.split('/'));
  return {
    async deliver(target, { name, bytes, note }) {
      const folder = at(target);
      try {
        if (!(await stat(folder)).isDirectory()) return CAUSES.ENOTDIR as Delivered;
        if (note !== null) await write(folder, note.name, note.text);
      } catch (error) {
        return CAUSES[codeOf(error)] ?? { outcome: 'not-sent', cause: 'fault', again: true };
      }
      try {
        await write(folder, name, bytes);
        return { outcome: 'sent' };
      } catch (error) {
        if (await exists(path.join(folder, name))) return { outcome: 'sent' };
        await rm(path.join(folder, halfName(name)), { force: true }).catch(() => undefined);
        return CAUSES[codeOf(error)] ?? { outcome: 'unknown', cause: 'answer-lost' };
      }
    },
    async stands(target, name) {
      if (await exists(path.join(at(target), name))) return 'whole';
      return (await exists(path.join(at(target), halfName(name)))) ? 'half' : null;
    },
    async receipts(target, _secret, take) {
      const names = await readdir(at(target)).catch(() => []);
      const receipts = names.filter((name) => receiptFor(name) !== null);
      await take(receipts.map((name) => ({ name, read: () => readWhole(path.join(at(target), name)) })));
    },
  };
}

/** More than any receipt has: what is larger is none. */
export const MAX_RECEIPT_BYTES = 64 * 1024;

async function readWhole(file: string): Promise<Uint8Array> {
  // A pipe would be waited for without end, and hold up everybody's receipts.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return new Uint8Array();
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_RECEIPT_BYTES + 1), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
