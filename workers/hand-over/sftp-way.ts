/** To a folder of another machine by SFTP: whole or not at all, and only to the machine whose key was confirmed. */
import { createHash, timingSafeEqual } from 'node:crypto';
import Client from 'ssh2-sftp-client';
import type { RouteSecret, SftpSettings } from '../../core/records/hand-over-route.ts';
import { receiptFor } from '../../core/records/receipt.ts';
import type { Delivered, FileWay } from './deps.ts';
import { halfName, MAX_RECEIPT_BYTES } from './folder-way.ts';

const CONNECT_MS = 15_000;

/** As `ssh-keygen -l` prints it. */
const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/u, '')}`;

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Signed in; thrown where it was not: nothing has left. */
class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly delivered: Delivered;

  constructor(delivered: Delivered) {
    super('The other machine was not reached.');
    this.delivered = delivered;
  }
}

const signingIn = (secret: RouteSecret) =>
  secret.kind === 'password'
    ? { password: secret.password }
    : {
        privateKey: secret.privateKey,
        ...(secret.passphrase === null ? {} : { passphrase: secret.passphrase }),
      };

async function connected<T>(
  { host, port, user, hostKey }: SftpSettings,
  secret: RouteSecret | null,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (secret === null)
    throw new NotConnected({ outcome: 'not-sent', cause: 'sealed-secret-unreadable', again: true });
  let shown: string | null = null;
  // Named handlers, since the client's own ones write to the console.
  const client = new Client('hand-over', { error: ignore, end: ignore, close: ignore });
  try {
    await client.connect({
      host: host.replace(/^\[|\]$/gu, ''),
      port,
      username: user,
      readyTimeout: CONNECT_MS,
      ...signingIn(secret),
      hostVerifier: (key: Buffer): boolean => {
        shown = fingerprint(key);
        return hostKey !== null && isSame(shown, hostKey);
      },
    });
  } catch (error) {
    await client.end().catch(ignore);
    throw new NotConnected(whyNot(error, { shown, hostKey }));
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(ignore);
  }
}

const ignore = (): void => undefined;

function whyNot(
  error: unknown,
  { shown, hostKey }: { shown: string | null; hostKey: string | null },
): Delivered {
  const isConfirmed = shown !== null && hostKey !== null && isSame(shown, hostKey);
  if (shown !== null && !isConfirmed) {
    const cause = hostKey === null ? 'host-key-unknown' : 'host-key-changed';
    return { outcome: 'not-sent', cause, again: true, shown };
  }
  const { level, message = '' } = error as { level?: unknown; message?: string };
  const isSignIn =
    level === 'client-authentication' || /authentication|passphrase|privateKey/iu.test(message);
  return { outcome: 'not-sent', cause: isSignIn ? 'sign-in-refused' : 'unreachable', again: true };
}

/** The protocol's codes, and those of the client. */
function causeOf(error: unknown): Delivered | null {
  const { code } = error as { code?: unknown };
  if (code === 2 || code === 'ENOENT') return { outcome: 'not-sent', cause: 'folder-missing', again: true };
  if (code === 3 || code === 'EACCES')
    return { outcome: 'not-sent', cause: 'folder-not-writable', again: true };
  return null;
}

const joined = (folder: string, name: string): string => `${folder.replace(/\/+$/u, '')}/${name}`;

interface Upload {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** From here on nobody knows whether it arrived, until the other machine has said so. */
  readonly onRename?: () => void;
}

async function put(client: Client, { folder, name, bytes, onRename }: Upload): Promise<void> {
  const [half, whole] = [joined(folder, halfName(name)), joined(folder, name)];
  await client.put(bytes, half);
  const { size } = await client.stat(half);
  if (size !== bytes.length) throw new Error('The file did not arrive whole.');
  onRename?.();
  try {
    await client.posixRename(half, whole);
  } catch (error) {
    // An extension of OpenSSH's. No file has our name yet, so the plain rename does the same.
    if (!/extended|unsupported|not support/iu.test((error as Error).message)) throw error;
    await client.rename(half, whole);
  }
}

export const sftpWay: FileWay<SftpSettings> = {
  async deliver(target, { name, bytes, note }, secret) {
    const { folder } = target;
    let renaming = false;
    try {
      return await connected(target, secret, async (client) => {
        if (note !== null) await put(client, { folder, name: note.name, bytes: Buffer.from(note.text) });
        const onRename = (): void => {
          renaming = true;
        };
        await put(client, { folder, name, bytes: Buffer.from(bytes), onRename });
        return { outcome: 'sent' as const };
      });
    } catch (error) {
      if (error instanceof NotConnected) return error.delivered;
      if (renaming) return { outcome: 'unknown', cause: 'answer-lost' };
      return causeOf(error) ?? { outcome: 'not-sent', cause: 'unreachable', again: true };
    }
  },
  async stands(target, name, secret) {
    try {
      return await connected(target, secret, async (client) => {
        if (await client.exists(joined(target.folder, name))) return 'whole' as const;
        return (await client.exists(joined(target.folder, halfName(name)))) ? ('half' as const) : null;
      });
    } catch {
      return null;
    }
  },
  async receipts(target, secret, take) {
    await connected(target, secret, async (client) => {
      const entries = await client.list(target.folder);
      const receipts = entries.filter(
        ({ name, size, type }) => type === '-' && size <= MAX_RECEIPT_BYTES && receiptFor(name) !== null,
      );
      await take(
        receipts.map(({ name }) => ({
          name,
          read: async () => (await client.get(joined(target.folder, name))) as Buffer,
        })),
      );
    });
  },
};
