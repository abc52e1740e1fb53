/** Hop 8, second half: each server reads the stream and tells its own sockets, in the rooms of those who may see. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { Server, type Socket } from 'socket.io';
import {
  itemsWithPeople,
  NOBODY,
  type PresenceChange,
  peopleAt,
  withoutSilent,
  withPresence,
} from '../../core/inbox/presence.ts';
import type { ItemMessage } from '../../core/inbox/publish-items.ts';
import { type ClientToServer, type ServerToClient, SOCKET_PATH } from '../../core/inbox/realtime.contract.ts';
import { sees } from '../../core/kernel/authorise.ts';
import type { Scope } from '../../core/kernel/roles.ts';
import type { ServerDeps } from '../deps.ts';
import { clientAddressOf } from '../middleware/client-address.ts';
import { sessionName } from '../sessions.ts';
import { type Credentials, credentialsOf, keyOf, listeningScope } from './listener.ts';
import { listenToPresence } from './presence.ts';

type Io = Server<ClientToServer, ServerToClient>;

const roomOf = (tenantId: string, accountId: string): string => `${tenantId} account ${accountId}`;
const wholeRoom = (tenantId: string): string => `${tenantId} all`;

function roomsFor({ tenantId, accountIds }: Scope): string[] {
  return accountIds === 'all' ? [wholeRoom(tenantId)] : accountIds.map((id) => roomOf(tenantId, id));
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

/** How often every server asks again who may listen: so long may a change of scope or an end go unheard. */
const REVIEW_MS = 3000;
/** Waiting for a socket that does not drain. More would be the server's memory. */
const MAX_WAITING_BYTES = 4_000_000;

const sessionRoom = (name: string): string => `session ${name}`;

function roomsOf(credentials: Credentials, scope: Scope): string[] {
  const rooms = roomsFor(scope);
  return credentials.kind === 'token' ? rooms : [...rooms, sessionRoom(sessionName(credentials.id))];
}

/**
 * Ends a line that does not drain, with what waits for it: a polite close would wait behind it. What waits stands in
 * Engine.IO's list and, once it is handed on, in the websocket; neither is in the typed interface.
 */
function endIfStuck({ conn }: Socket): void {
  const { writeBuffer, transport } = conn as unknown as {
    writeBuffer: readonly { readonly data?: unknown }[];
    transport: { socket?: { bufferedAmount: number; terminate(): void } };
  };
  let waiting = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) waiting += typeof data === 'string' ? data.length : 0;
  if (waiting > MAX_WAITING_BYTES) transport.socket?.terminate();
}

/** Moves the socket to the rooms of its present scope. */
function reseat(socket: Socket, rooms: readonly string[]): void {
  const left = [...socket.rooms].filter((room) => room !== socket.id && !rooms.includes(room));
  const fresh = rooms.filter((room) => !socket.rooms.has(room));
  for (const room of left) void socket.leave(room);
  void socket.join(fresh);
  if (left.length + fresh.length > 0) socket.emit('resync');
}

/** Asks once for those who listen by the same token or session. A store that cannot be asked ends nobody. */
async function review(deps: ServerDeps, io: Io): Promise<void> {
  const sockets = [...io.of('/').sockets.values()];
  for (const socket of sockets) endIfStuck(socket);
  const listening = sockets.flatMap((socket) => {
    const credentials = credentialsOf(socket);
    return credentials === null ? [] : [{ socket, credentials }];
  });
  const groups = Map.groupBy(listening, ({ credentials }) => keyOf(credentials));
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const [{ credentials } = { credentials: null }] = group;
      if (credentials === null) return;
      const scope = await listeningScope(deps, credentials).catch(() => undefined);
      if (scope === undefined) return;
      for (const { socket } of group)
        if (scope === null) socket.disconnect(true);
        else reseat(socket, roomsOf(credentials, scope));
    }),
  );
}

export function createFanOut(
  deps: ServerDeps,
  http: HttpServer,
  { reviewMs = REVIEW_MS }: { readonly reviewMs?: number } = {},
): FanOut {
  const addressOf = clientAddressOf(deps);
  /** Before a session is read: who has been refused too often is not even asked who they are. */
  const isSpared = (req: IncomingMessage): boolean => {
    try {
      deps.limits.badCredentials.check(addressOf(req));
      return true;
    } catch {
      return false;
    }
  };
  const io: Io = new Server(http, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    serveClient: false,
    allowRequest: (req, allow) => allow(null, isOwnOrigin(req, deps.settings.publicUrl) && isSpared(req)),
  });
  io.engine.use((req: Request, res: Response, next: (error?: unknown) => void) => {
    // Socket.IO runs this for the upgrade too, where there is no response to write a cookie to.
    deps.session(req, res, next);
  });
  io.use((socket, next) => {
    const refuse = (): void => {
      const told = (error?: { code?: string }) => next(new Error(error?.code ?? 'unauthenticated'));
      deps.limits.badCredentials.take(addressOf(socket.request)).then(() => told(), told);
    };
    const credentials = credentialsOf(socket);
    if (credentials === null) return refuse();
    listeningScope(deps, credentials).then(
      (scope) => {
        if (scope === null) return refuse();
        void socket.join(roomsOf(credentials, scope));
        next();
      },
      () => next(new Error('unavailable')),
    );
  });
  let presences = NOBODY;
  const tellPresence = (rooms: readonly string[], message: Parameters<ServerToClient['presence']>[0]): void =>
    void io.local.to([...rooms]).emit('presence', message);
  const tellPeople = ({
    tenantId,
    accountId,
    itemId,
  }: Pick<PresenceChange, 'tenantId' | 'accountId' | 'itemId'>) =>
    tellPresence([wholeRoom(tenantId), roomOf(tenantId, accountId)], {
      items: [{ itemId, people: peopleAt(presences, { tenantId, itemId }) }],
      whole: false,
    });
  const hear = (change: PresenceChange): void => {
    const before = JSON.stringify(peopleAt(presences, change));
    presences = withPresence(presences, change);
    if (JSON.stringify(peopleAt(presences, change)) !== before) tellPeople(change);
  };
  const dropSilent = (): void => {
    const before = presences;
    presences = withoutSilent(before, deps.now().getTime());
    for (const [connection, window] of before) if (!presences.has(connection)) tellPeople(window);
  };
  io.on('connection', (socket) => {
    listenToPresence(deps, socket, (change) => {
      const message = { tenantId: change.tenantId, items: [], asOf: new Date(change.at).toISOString() };
      // Without Redis the other servers hear nothing; this one's people still see each other.
      void deps.publisher.publish({ ...message, presence: change }).then((sent) => sent || hear(change));
    });
    const credentials = credentialsOf(socket);
    if (credentials === null) return;
    void listeningScope(deps, credentials).then(
      (scope) => {
        if (scope === null) return;
        const { tenantId } = scope;
        const seen = [...itemsWithPeople(presences, tenantId)].filter(([, accountId]) =>
          sees(scope, accountId),
        );
        const items = seen.map(([itemId]) => ({ itemId, people: peopleAt(presences, { tenantId, itemId }) }));
        socket.emit('presence', { items, whole: true });
      },
      () => undefined,
    );
  });
  let reviewing: Promise<void> | null = null;
  const reviewNow = (): Promise<void> => {
    reviewing ??= review(deps, io).finally(() => {
      reviewing = null;
    });
    return reviewing;
  };
  const timer = setInterval(() => {
    dropSilent();
    void reviewNow();
  }, reviewMs);
  return {
    deliver({ tenantId, items, asOf, endedSession, rightsChanged, presence }) {
      if (presence !== undefined) hear(presence as PresenceChange);
      if (endedSession !== undefined) io.local.in(sessionRoom(endedSession)).disconnectSockets(true);
      // One that is under way may have asked before the change.
      if (rightsChanged) void (reviewing ?? Promise.resolve()).then(reviewNow);
      for (const [accountId, ofAccount] of Map.groupBy(items, (item) => item.accountId))
        io.local
          .to([wholeRoom(tenantId), roomOf(tenantId, accountId)])
          .emit('items', { items: ofAccount, asOf });
    },
    gap() {
      io.local.emit('resync');
    },
    close: () => {
      clearInterval(timer);
      return io.close();
    },
  };
}
