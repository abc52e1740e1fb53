/** Sending wishes: the version that was seen, one key per wish, and what can be taken back for a while. */
import { useCallback, useRef, useState } from 'react';
import type { ActionResult } from '../../../../core/contract/actions.ts';
import type { ItemShape } from '../../../../core/contract/items.ts';
import { announce } from '../../api/arrivals.ts';
import { calls } from '../../api/calls.ts';
import { ApiError } from '../../api/http.ts';
import { keepDraft } from './drafts.ts';
import { IdempotencyKeys, inverseOf, type Wish } from './requests.ts';

/** The quiet bar: what was just done, and until when it can be undone. */
export interface Done {
  readonly actionId: string;
  readonly item: ItemShape;
  readonly wish: Wish;
  readonly until: number;
  readonly undoable: boolean;
}

export interface Problem {
  readonly itemId: string;
  readonly wish: Wish;
  readonly error: unknown;
  /** Somebody else was first: the present state stands above the draft. */
  readonly stale: boolean;
}

export interface Acting {
  readonly done: Done | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  /** Grows when an answer was taken back, so that its editor reads the draft anew. */
  readonly restored: number;
  readonly act: (item: ItemShape, wish: Wish) => Promise<ActionResult | null>;
  readonly undo: () => Promise<string | null>;
  readonly dismiss: () => void;
  readonly forget: () => void;
}

const isStale = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 409;

/** Takes the outward action back while it has not left; afterwards, asks for its opposite. */
async function takeBack({ actionId, item, wish }: Done, key: string): Promise<ItemShape> {
  const inverse = inverseOf(wish, item);
  try {
    if (wish.type === 'reply' || wish.type === 'delete' || wish.type === 'ban' || wish.type === 'hide')
      return (await calls.undo(actionId)).item;
  } catch (error) {
    if (inverse === null || !(error instanceof ApiError) || error.status === 0) throw error;
  }
  if (inverse === null) throw new ApiError({ code: 'too_late', status: 409, message: 'Nothing to undo.' });
  const { item: present } = await calls.item(item.id);
  return (await calls.act(item.id, { ...inverse, version: present.version }, key)).item;
}

export function useActing(undoSeconds: number): Acting {
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [restored, setRestored] = useState(0);
  const keyring = useRef(new IdempotencyKeys(() => crypto.randomUUID()));

  const act = useCallback(
    async (item: ItemShape, wish: Wish) => {
      setBusy(true);
      setProblem(null);
      const key = keyring.current.keyFor(item.id, wish);
      try {
        const result = await calls.act(item.id, { ...wish, version: item.version }, key);
        keyring.current.answered(item.id, wish);
        announce([result.item]);
        const waits = Date.parse(result.action.notBefore) - Date.parse(result.action.createdAt);
        const until = Date.now() + (waits > 0 ? waits : Math.max(undoSeconds, 5) * 1_000);
        const undoable = waits > 0 || inverseOf(wish, item) !== null;
        setDone({ actionId: result.action.id, item, wish, until, undoable });
        return result;
      } catch (error) {
        if (error instanceof ApiError && error.status !== 0) keyring.current.answered(item.id, wish);
        const stale = isStale(error);
        if (stale) announce([error.item ?? (await calls.item(item.id)).item]);
        setProblem({ itemId: item.id, wish, error, stale });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [undoSeconds],
  );

  const undo = useCallback(async () => {
    if (!done?.undoable) return null;
    setDone(null);
    try {
      announce([await takeBack(done, crypto.randomUUID())]);
      if (done.wish.type === 'reply') {
        keepDraft(done.item.id, done.wish.text);
        setRestored((count) => count + 1);
      }
      return done.item.id;
    } catch (error) {
      setProblem({ itemId: done.item.id, wish: done.wish, error, stale: false });
      return done.item.id;
    }
  }, [done]);

  const dismiss = useCallback(() => setDone(null), []);
  const forget = useCallback(() => setProblem(null), []);
  return { done, problem, busy, restored, act, undo, dismiss, forget };
}
