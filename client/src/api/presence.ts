/** Who is at which item now, and telling where this window is. A hint, like everything that the socket brings. */
import type { Socket } from 'socket.io-client';
import type { Doing, PresentPerson } from '../../../core/inbox/presence.ts';
import type { ClientToServer, ServerToClient } from '../../../core/inbox/realtime.contract.ts';
import { createStore, useStore } from '../shared/store.ts';

type Line = Socket<ServerToClient, ClientToServer>;
type Here = ReadonlyMap<string, readonly PresentPerson[]>;

/** The server forgets a window that has been silent for 25 s. */
const AGAIN_MS = 10_000;
const here = createStore<Here>(new Map());
let line: Line | null = null;
let mine: { readonly itemId: string; readonly doing: Doing } | null = null;

const told = (): boolean => document.visibilityState === 'visible';

function say(takesOver = false): void {
  if (mine !== null && line?.connected && told()) line.emit('presence', { ...mine, takesOver });
}

/** What this window shows and does. `doing` null: no more of it. */
export function tellPresence(itemId: string, doing: Doing | null): void {
  if (doing === null) {
    if (mine?.itemId !== itemId) return;
    mine = null;
    if (line?.connected) line.emit('presence', { itemId, doing });
    return;
  }
  mine = { itemId, doing };
  say();
}

/** The answer is ours from now on, though somebody else has begun one. */
export function takeOver(itemId: string): void {
  mine = { itemId, doing: 'write' };
  say(true);
}

export function listenToPresence(socket: Line): () => void {
  line = socket;
  socket.on('connect', () => say());
  socket.on('presence', ({ items, whole }) => {
    const next = new Map(whole ? [] : here.get());
    for (const { itemId, people } of items)
      if (people.length === 0) next.delete(itemId);
      else next.set(itemId, people);
    here.set(next);
  });
  const shown = (): void => {
    if (told()) say();
    else if (mine !== null && socket.connected) socket.emit('presence', { ...mine, doing: null });
  };
  document.addEventListener('visibilitychange', shown);
  const timer = setInterval(say, AGAIN_MS);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', shown);
    here.set(new Map());
    line = null;
  };
}

const NOBODY: readonly PresentPerson[] = [];
export function usePeopleAt(itemId: string): readonly PresentPerson[] {
  return useStore(here).get(itemId) ?? NOBODY;
}
export const usePresences = (): Here => useStore(here);
