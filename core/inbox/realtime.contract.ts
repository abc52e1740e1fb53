/** Socket.IO's events, typed on both ends. Realtime is a hint: after a gap the client asks with `since`. */
import type { ItemShape } from './items.contract.ts';

export interface ServerToClient {
  /** Items that are new or changed; `version` tells which is newer. */
  items: (message: { items: ItemShape[]; asOf: string }) => void;
  /** The server lost its place in the stream: ask with `since`. */
  resync: () => void;
}
export type ClientToServer = Record<string, never>;

/** The path under which Socket.IO listens; transport websocket only. */
export const SOCKET_PATH = '/realtime';
