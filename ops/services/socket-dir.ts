import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ServiceError } from './errors.ts';

/** The kernel allows 107 bytes; mongod needs some for itself. */
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * The path of the socket `name` for the data in `dir`: in `dir`, or, where that path is too long for a
 * socket, in a folder of the temp folder that is named by a hash of `dir`.
 */
export function socketPath(dir: string, name: string, tempDir = tmpdir()): string {
  const near = join(dir, 'run', name);
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH_BYTES) return near;
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  const folder = `uppsikt-${process.getuid?.() ?? 'user'}-${hash}`;
  const far = join(tempDir, folder, name);
  return Buffer.byteLength(far) <= MAX_SOCKET_PATH_BYTES ? far : join('/tmp', folder, name);
}

/**
 * Makes a folder that only this user may enter. The socket in it has no password, so a folder that belongs
 * to somebody else is refused (the temp folder is everybody's).
 */
export function makePrivateDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const stat = lstatSync(dir);
  const uid = process.getuid?.();
  if (!stat.isDirectory() || (uid !== undefined && stat.uid !== uid)) {
    throw new ServiceError(`${dir} belongs to another user; remove it, or set DATA_DIR to a shorter path.`);
  }
  chmodSync(dir, 0o700);
}

/** Removes the folder of a socket again if it lies in the temp folder rather than in `dir`. */
export function tidySocketDir(dir: string, socket: string): void {
  if (socket.startsWith(join(dir, '/'))) return;
  rmSync(dirname(socket), { recursive: true, force: true });
}
