/** Socket.IO's events, typed on both ends. Realtime is a hint: after a gap the client asks with `since`. */
import type { ItemShape } from './items.contract.ts';
import type { Doing, PresentPerson } from './presence.ts';

export interface ServerToClient {
  /** Items that are new or changed; `version` tells which is newer. */
  items: (message: { items: ItemShape[]; asOf: string }) => void;
  /** The server lost its place in the stream: ask with `since`. */
  resync: () => void;
  /** Who is at these items now, the caller among them. `whole`: nobody is at any other. */
  presence: (message: { items: { itemId: string; people: PresentPerson[] }[]; whole: boolean }) => void;
}
export interface ClientToServer {
  /** A window of a person shows this item, or they write an answer to it; told again every 10 s. Null: they have left. */
  presence: (told: { itemId: string; doing: Doing | null; takesOver?: boolean }) => void;
}

/** The path under which Socket.IO listens; transport websocket only. */
export const SOCKET_PATH = '/realtime';
