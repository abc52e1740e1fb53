/** Who looks at an item now and who writes an answer to it. Held in memory only: nobody's reading is recorded. Pure. */

export const DOINGS = ['view', 'write'] as const;
export type Doing = (typeof DOINGS)[number];

/** What one window of one person tells. `doing` null: it has left. */
export interface PresenceChange {
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
  /** The window's connection. */
  readonly connection: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly doing: Doing | null;
  /** They write though another did: the answer is theirs now. */
  readonly takesOver: boolean;
  /** Epoch ms. */
  readonly at: number;
}

/** One person at one item, whatever number of windows they have. */
export interface PresentPerson {
  readonly id: string;
  readonly name: string;
  readonly doing: Doing;
  /** The answer is theirs: they were the first to write, or took it over. */
  readonly holds: boolean;
}

/** Windows tell again every 10 s; one that has been silent for so long is gone. */
export const SILENT_MS = 25_000;

interface Window extends PresenceChange {
  readonly doing: Doing;
  readonly since: number;
  readonly tookOverAt: number;
}
export type Presences = ReadonlyMap<string, Window>;

export const NOBODY: Presences = new Map();

export function withPresence(presences: Presences, change: PresenceChange): Presences {
  const next = new Map(presences);
  const known = presences.get(change.connection);
  next.delete(change.connection);
  const { doing } = change;
  if (doing === null) return next;
  const goesOn = known !== undefined && known.itemId === change.itemId && known.doing === doing;
  return next.set(change.connection, {
    ...change,
    doing,
    since: goesOn ? known.since : change.at,
    tookOverAt: change.takesOver ? change.at : goesOn ? known.tookOverAt : 0,
  });
}

/** Without the windows that fell silent. The same value where none did. */
export function withoutSilent(presences: Presences, now: number): Presences {
  const heard = [...presences].filter(([, { at }]) => now - at < SILENT_MS);
  return heard.length === presences.size ? presences : new Map(heard);
}

const byClaim = (a: Window, b: Window): number => b.tookOverAt - a.tookOverAt || a.since - b.since;

export function peopleAt(
  presences: Presences,
  { tenantId, itemId }: Pick<PresenceChange, 'tenantId' | 'itemId'>,
): PresentPerson[] {
  const here = [...presences.values()].filter(
    (window) => window.tenantId === tenantId && window.itemId === itemId,
  );
  const writers = here.filter(({ doing }) => doing === 'write').sort(byClaim);
  const holder = writers[0]?.person.id;
  const people = new Map<string, PresentPerson>();
  for (const { person } of [...writers, ...here]) {
    if (people.has(person.id)) continue;
    const writes = writers.some((writer) => writer.person.id === person.id);
    people.set(person.id, { ...person, doing: writes ? 'write' : 'view', holds: person.id === holder });
  }
  return [...people.values()];
}

/** The items at which somebody is, of a municipality: what a window that has just come is told. */
export function itemsWithPeople(presences: Presences, tenantId: string): Map<string, string> {
  const here = [...presences.values()].filter((window) => window.tenantId === tenantId);
  return new Map(here.map(({ itemId, accountId }) => [itemId, accountId]));
}
