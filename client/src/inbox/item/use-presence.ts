/** Tells that this person reads the item, or writes an answer to it, and who else does. */
import { useEffect } from 'react';
import type { PresentPerson } from '../../../../core/inbox/presence.ts';
import { tellPresence, usePeopleAt } from '../../api/presence.ts';
import { useSession } from '../../shared/session.tsx';

/** Running past with a held key is not reading. */
const READS_AFTER_MS = 800;

export interface Others {
  readonly readers: readonly PresentPerson[];
  readonly writers: readonly PresentPerson[];
  /** Whose answer it is, where that is somebody else. */
  readonly holder: PresentPerson | null;
}

export function useOthersAt(itemId: string): Others {
  const { person } = useSession();
  const others = usePeopleAt(itemId).filter(({ id }) => id !== person.id);
  return {
    readers: others.filter(({ doing }) => doing === 'view'),
    writers: others.filter(({ doing }) => doing === 'write'),
    holder: others.find(({ holds }) => holds) ?? null,
  };
}

export function usePresence(itemId: string, writes: boolean): void {
  useEffect(() => {
    const tell = (): void => tellPresence(itemId, writes ? 'write' : 'view');
    if (writes) return tell();
    const timer = setTimeout(tell, READS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [itemId, writes]);
  useEffect(() => () => tellPresence(itemId, null), [itemId]);
}
