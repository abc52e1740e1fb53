/** Which item is selected. State leads, the address follows after a rest: browsers throttle fast history writes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { type InboxLocation, inboxPath } from '../shared/inbox-path.ts';

const REST_MS = 250;

export interface Selection {
  readonly selected: string | null;
  readonly select: (id: string, history: 'push' | 'replace') => void;
  readonly leave: () => void;
}

export function useSelection(location: Required<InboxLocation> & { phone: boolean }): Selection {
  const { view, itemId, accountId, filters, phone } = location;
  const navigate = useNavigate();
  const [selected, setSelected] = useState(itemId);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pushed = useRef(false);
  /** What was written to the address and is not drawn yet: the state may be further on when it is. */
  const written = useRef<string[]>([]);
  const address = useRef(itemId);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of view with no item lets go of the item.
  useEffect(() => {
    address.current = itemId;
    const writtenAt = itemId === null ? -1 : written.current.indexOf(itemId);
    written.current.splice(0, writtenAt < 0 ? written.current.length : writtenAt + 1);
    if (writtenAt >= 0) return;
    clearTimeout(timer.current);
    setSelected(itemId);
  }, [itemId, view]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const select = useCallback(
    (id: string, history: 'push' | 'replace') => {
      clearTimeout(timer.current);
      setSelected(id);
      const write = (): void => {
        if (id !== (written.current.at(-1) ?? address.current)) written.current.push(id);
        void navigate(inboxPath({ view, itemId: id, accountId, filters }), {
          replace: history === 'replace',
        });
      };
      if (history === 'push') {
        pushed.current = true;
        write();
      } else timer.current = setTimeout(write, REST_MS);
    },
    [navigate, view, accountId, filters],
  );

  const leave = useCallback(() => {
    clearTimeout(timer.current);
    written.current = [];
    setSelected(null);
    // Back, where the list is behind us, so that the phone's own back button does not open the item again.
    if (phone && pushed.current) void navigate(-1);
    else void navigate(inboxPath({ view, accountId, filters }), { replace: true });
    pushed.current = false;
  }, [navigate, view, accountId, filters, phone]);

  return { selected, select, leave };
}
