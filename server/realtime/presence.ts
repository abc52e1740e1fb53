/** Who is where, as their windows tell it: checked against what they may see, told to those who see the same account. */
import type { Socket } from 'socket.io';
import { z } from 'zod';
import { principalOfPerson } from '../../core/accounts/people.store.ts';
import { readItem } from '../../core/inbox/items.store.ts';
import { DOINGS, type PresenceChange } from '../../core/inbox/presence.ts';
import type { ServerDeps } from '../deps.ts';
import { credentialsOf, personOf } from './listener.ts';

const Told = z.object({
  itemId: z.string().min(1).max(100),
  doing: z.enum(DOINGS).nullable(),
  takesOver: z.boolean().default(false),
});

/** A window moves no faster than a hand: more than this is not listened to. */
const MAX_A_SECOND = 10;

interface Place {
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
}

/** Null: not a person, not signed in any more, or not theirs to see. */
async function placeOf(deps: ServerDeps, socket: Socket, itemId: string) {
  const credentials = credentialsOf(socket);
  const signedIn = credentials === null ? null : await personOf(credentials);
  const principal = signedIn && (await principalOfPerson(deps.db, signedIn));
  if (!principal) return null;
  const item = await readItem(deps.db, principal.scope, itemId);
  if (item === null) return null;
  const place: Place = { tenantId: item.tenantId, accountId: item.accountId, itemId };
  return { place, person: { id: principal.actor.id, name: principal.name } };
}

/** Listens to one window. `tell` brings a change to every server. */
export function listenToPresence(
  deps: ServerDeps,
  socket: Socket,
  tell: (change: PresenceChange) => void,
): void {
  let at: Awaited<ReturnType<typeof placeOf>> = null;
  let second = 0;
  let heard = 0;
  /** One after the other: leaving must not be overtaken by coming. */
  let last: Promise<unknown> = Promise.resolve();

  const say = (doing: PresenceChange['doing'], takesOver = false): void => {
    if (at === null) return;
    tell({
      ...at.place,
      person: at.person,
      connection: socket.id,
      doing,
      takesOver,
      at: deps.now().getTime(),
    });
    if (doing === null) at = null;
  };
  socket.on('presence', (told: unknown) => {
    const now = Math.floor(Date.now() / 1000);
    heard = now === second ? heard + 1 : 1;
    second = now;
    const parsed = Told.safeParse(told);
    if (heard > MAX_A_SECOND || !parsed.success) return;
    const { itemId, doing, takesOver } = parsed.data;
    last = last
      .then(async () => {
        if (at?.place.itemId !== itemId) {
          say(null);
          at = doing === null ? null : await placeOf(deps, socket, itemId);
        }
        say(doing, takesOver);
      })
      // A store that cannot be asked tells nobody anything; the window tells again.
      .catch(() => undefined);
  });
  socket.on('disconnect', () => {
    last = last.then(() => say(null));
  });
}
