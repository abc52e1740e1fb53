/** The socket. A hint only: after every gap, and every 30 s, the store is asked (design.md section 2). */
import { io, type Socket } from 'socket.io-client';
import {
  type ClientToServer,
  type ServerToClient,
  SOCKET_PATH,
} from '../../../core/inbox/realtime.contract.ts';
import { createStore } from '../shared/store.ts';
import { announce } from './arrivals.ts';
import { calls } from './calls.ts';
import { catchUp, laterOf } from './catch-up.ts';
import { ApiError, signedOut } from './http.ts';
import { listenToPresence } from './presence.ts';

export type LiveState = 'live' | 'reconnecting' | 'offline';
export const liveState = createStore<LiveState>('reconnecting');
/** Counts up when a gap was too large to close: lists read themselves afresh. */
export const listEpoch = createStore(0);

const POLL_MS = 30_000;
let asOf: string | null = null;
let busy = false;

/** The first page read sets the cursor; later ones never move it back. */
export function noteAsOf(seen: string): void {
  asOf = laterOf(asOf, seen);
}

async function closeGap(): Promise<void> {
  if (asOf === null || busy) return;
  busy = true;
  try {
    const { items, asOf: reached, complete } = await catchUp(asOf, calls.since);
    asOf = laterOf(asOf, reached);
    announce(items);
    if (!complete) listEpoch.set(listEpoch.get() + 1);
  } catch {
    // The next poll or reconnect asks again; the status dot already says that we are not live.
  } finally {
    busy = false;
  }
}

let reconnect: () => void = () => undefined;
/** A line that was refused is not tried again by itself. */
export const goLiveAgain = (): void => reconnect();

/** Opens the socket; the answer closes it. */
export function goLive(): () => void {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  reconnect = () => void socket.disconnect().connect();
  const say = (): void => {
    if (!navigator.onLine) liveState.set('offline');
    else liveState.set(socket.connected ? 'live' : 'reconnecting');
  };
  socket.on('connect', () => {
    say();
    void closeGap();
  });
  socket.on('disconnect', (reason) => {
    say();
    // A server that closes the line on purpose is not reconnected to by itself.
    if (reason === 'io server disconnect' && !signedOut.get()) setTimeout(() => socket.connect(), 2_000);
  });
  socket.on('connect_error', ({ message }) => {
    say();
    // The line ends with the session; the answer to a call tells for sure.
    if (message !== 'unauthenticated') return;
    calls.session().catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 401) signedOut.set(true);
    });
  });
  socket.on('items', (message) => {
    noteAsOf(message.asOf);
    announce(message.items);
  });
  socket.on('resync', () => void closeGap());
  const stopPresence = listenToPresence(socket);
  const poll = setInterval(() => void closeGap(), POLL_MS);
  const online = (): void => {
    say();
    if (navigator.onLine) void closeGap();
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', online);
  return () => {
    clearInterval(poll);
    stopPresence();
    window.removeEventListener('online', online);
    window.removeEventListener('offline', online);
    socket.disconnect();
  };
}
