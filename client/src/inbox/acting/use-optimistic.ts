/** An act is believed at once: the next item comes up before the server has answered, and a refusal brings the item back. */
import { useCallback, useRef } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { lastKeyAt } from '../../shared/keys.ts';
import { isWriting, restKeys, wakeKeys } from '../../shared/typing.ts';
import { finishes, type RequestedAction } from './requests.ts';
import type { Seen } from './since.ts';
import type { Acting } from './use-acting.ts';

/** A key that was on its way to the next item when the last one came back is for neither. */
const STARTLED_MS = 700;

interface Options {
  readonly acting: Acting;
  readonly selected: string | null;
  /** On to the next item; answers with its id, or null where there was none to go to. */
  readonly onFinished: () => string | null;
  /** To the item that was refused; `resume`: with its field open. */
  readonly onBack: (id: string, resume: 'reply' | null) => void;
}

export type Act = (item: ItemShape, request: RequestedAction, seen: Seen | null) => Promise<boolean>;

const isBusySince = (at: number): boolean =>
  isWriting() || lastKeyAt() > at || document.querySelector('dialog[open]') !== null;

/**
 * Whoever did nothing since is taken back to what was refused. Who is writing or pressing keys elsewhere is left there,
 * where a bar tells them: their next key must not run on an item that they did not choose.
 */
export function useOptimistic(options: Options): Act {
  const latest = useRef(options);
  latest.current = options;
  return useCallback(async (item, request, seen) => {
    const answer = latest.current.acting.act(item, request, seen);
    const wentTo = finishes(request) ? latest.current.onFinished() : null;
    const askedAt = Date.now();
    if ((await answer) !== null) return true;
    const { selected, onBack } = latest.current;
    if (wentTo !== null && selected === wentTo && !isBusySince(askedAt)) {
      restKeys();
      setTimeout(wakeKeys, STARTLED_MS);
      onBack(item.id, request.type === 'reply' ? 'reply' : null);
    }
    return false;
  }, []);
}
