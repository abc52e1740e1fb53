/** Hop 8, second half: each server reads the stream and tells its own sockets, in the rooms of those who may see. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { Server, type Socket } from 'socket.io';
import { principalOfPerson, principalOfToken } from '../../core/accounts/people.store.ts';
import type { ItemMessage } from '../../core/inbox/publish-items.ts';
import { type ClientToServer, type ServerToClient, SOCKET_PATH } from '../../core/inbox/realtime.contract.ts';
import { may } from '../../core/kernel/authorise.ts';
import type { Scope } from '../../core/kernel/roles.ts';
import type { ServerDeps } from '../deps.ts';

type Io = Server<ClientToServer, ServerToClient>;

const roomOf = (tenantId: string, accountId: string): string => `${tenantId} account ${accountId}`;
const wholeRoom = (tenantId: string): string => `${tenantId} all`;

function roomsFor({ tenantId, accountIds }: Scope): string[] {
  return accountIds === 'all' ? [wholeRoom(tenantId)] : accountIds.map((id) => roomOf(tenantId, id));
}

async function scopeOf(deps: ServerDeps, socket: Socket): Promise<Scope | null> {
  const { token } = socket.handshake.auth as { token?: unknown };
  if (typeof token === 'string') return (await principalOfToken(deps.db, token, deps.now()))?.scope ?? null;
  const { session } = socket.request as unknown as { session?: { tenantId?: string; personId?: string } };
  const { tenantId, personId } = session ?? {};
  if (tenantId === undefined || personId === undefined) return null;
  return (await principalOfPerson(deps.db, { tenantId, id: personId }))?.scope ?? null;
}

/** A page of another origin must not listen with the person's cookie. Programs send no Origin. */
function isOwnOrigin(req: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = req.headers;
  if (origin === undefined) return true;
  const allowed = [`http://${host}`, `https://${host}`, publicUrl === null ? '' : new URL(publicUrl).origin];
  return allowed.includes(origin);
}

export interface FanOut {
  deliver(message: ItemMessage): void;
  /** Hints may have been missed: every client asks the store. */
  gap(): void;
  close(): Promise<void>;
}

export function createFanOut(deps: ServerDeps, http: HttpServer): FanOut {
  const io: Io = new Server(http, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    serveClient: false,
    allowRequest: (req, allow) => allow(null, isOwnOrigin(req, deps.settings.publicUrl)),
  });
  io.engine.use((req: Request, res: Response, next: (error?: unknown) => void) => {
    // Socket.IO runs this for the upgrade too, where there is no response to write a cookie to.
    deps.session(req, res, next);
  });
  io.use((socket, next) => {
    scopeOf(deps, socket).then(
      (scope) => {
        if (scope === null || !may(scope, 'items:read')) return next(new Error('unauthenticated'));
        void socket.join(roomsFor(scope));
        next();
      },
      () => next(new Error('unavailable')),
    );
  });
  return {
    deliver({ tenantId, items, asOf }) {
      for (const [accountId, ofAccount] of Map.groupBy(items, (item) => item.accountId))
        io.local
          .to([wholeRoom(tenantId), roomOf(tenantId, accountId)])
          .emit('items', { items: ofAccount, asOf });
    },
    gap() {
      io.local.emit('resync');
    },
    close: () => io.close(),
  };
}
