/** Sending requests: the version that was seen, one key per request, and what can be taken back for a while. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionResult } from '../../../../core/actions/actions.contract.ts';
import { inverseOf } from '../../../../core/actions/inverse.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { announce } from '../../api/arrivals.ts';
import { calls } from '../../api/calls.ts';
import { ApiError, isUnreached } from '../../api/http.ts';
import { liveState } from '../../api/live.ts';
import { useStore } from '../../shared/store.ts';
import { draftSaw, draftSent, draftsSawOwn, restoreDraft } from './drafts.ts';
import { afterOwn, type OwnRun, seenVersion } from './own-run.ts';
import { IdempotencyKeys, type RequestedAction } from './requests.ts';
import { changesSince, type Seen } from './since.ts';

/** The quiet bar: what was just done, and until when it can be undone. */
export interface Done {
  readonly actionId: string;
  readonly item: ItemShape;
  readonly request: RequestedAction;
  readonly until: number;
  readonly undoable: boolean;
}

export interface Problem {
  readonly itemId: string;
  readonly request: RequestedAction;
  readonly error: unknown;
  /** Somebody else was first: the present state stands above the draft. */
  readonly stale: boolean;
  /** It was done, and could not be taken back. */
  readonly undoing: boolean;
}

export interface Acting {
  readonly done: Done | null;
  /** The latest first; of each item the latest only. */
  readonly problems: readonly Problem[];
  /** Asked for and not answered yet. */
  readonly underWay: readonly UnderWay[];
  /** `seen`: what the person wrote about. Where nothing came since that they would have to know, it is no matter who was first. */
  readonly act: (
    item: ItemShape,
    request: RequestedAction,
    seen?: Seen | null,
  ) => Promise<ActionResult | null>;
  /** What was taken back, or should have been: its problem then stands. Null: there was nothing. */
  readonly undo: () => Promise<(Done & { readonly taken: boolean }) | null>;
  readonly dismiss: () => void;
  readonly forget: (itemId: string) => void;
}

export interface UnderWay {
  readonly itemId: string;
  readonly request: RequestedAction;
}

const isStale = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 409;

/** Asks again of the present item, as often as what came since is nothing to the person who `seen` it. */
async function callAct(
  item: Pick<ItemShape, 'id' | 'version'>,
  request: RequestedAction,
  { key, seen, tries = 3 }: { key: string; seen: Seen | null; tries?: number },
): Promise<{ result: ActionResult; of: number }> {
  const { id, version } = item;
  try {
    return { result: await calls.act(id, { ...request, version }, key), of: version };
  } catch (error) {
    const present = isStale(error) && error.code === 'stale' ? error.item : null;
    if (present === null || seen === null || tries === 0 || changesSince(seen, present).length > 0)
      throw error;
    return callAct(present, request, { key, seen, tries: tries - 1 });
  }
}

/** What was written has been taken, and its writer has seen what their own act made of the item. */
function noteDrafts(request: RequestedAction, before: ItemShape, after: ItemShape): void {
  draftsSawOwn(before, after);
  if (request.type !== 'reply' && request.type !== 'note') return;
  draftSent(before.id, request.text, request.type);
  draftSaw(after, request.type);
}

/** Takes the outward action back while it has not left; afterwards, asks for its opposite, of the version at `of`. */
async function takeBack(
  { actionId, item, request }: Done,
  key: string,
): Promise<{ readonly item: ItemShape; readonly of: number | null }> {
  const inverse = inverseOf(request, item);
  try {
    if (
      request.type === 'reply' ||
      request.type === 'note' ||
      request.type === 'delete' ||
      request.type === 'ban' ||
      request.type === 'hide'
    )
      return { item: (await calls.undo(actionId)).item, of: null };
  } catch (error) {
    if (inverse === null || !(error instanceof ApiError) || error.status === 0) throw error;
  }
  if (inverse === null) throw new ApiError({ code: 'too_late', status: 409, message: 'Nothing to undo.' });
  const of = (await calls.item(item.id)).item.version;
  return { item: (await calls.act(item.id, { ...inverse, version: of }, key)).item, of };
}

/** One after the other: an undo waits for what it takes back, and a key for the answer to the one before it. */
function useTurns() {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback(<T>(turn: () => Promise<T>): Promise<T> => {
    const next = last.current.then(turn);
    last.current = next.catch(() => undefined);
    return next;
  }, []);
}

/** The state, and what it will be once it is drawn: a turn that waited must not read an older one. */
function useDone() {
  const [done, draw] = useState<Done | null>(null);
  const latest = useRef<Done | null>(null);
  const setDone = useCallback((next: Done | null) => {
    latest.current = next;
    draw(next);
  }, []);
  return { done, latest, setDone };
}

export function useActing(undoSeconds: number): Acting {
  const { done, latest, setDone } = useDone();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [underWay, setUnderWay] = useState<readonly UnderWay[]>([]);
  const forget = useCallback(
    (itemId: string) => setProblems((known) => known.filter((problem) => problem.itemId !== itemId)),
    [],
  );
  const setProblem = useCallback(
    (problem: Problem) =>
      setProblems((known) => [problem, ...known.filter(({ itemId }) => itemId !== problem.itemId)]),
    [],
  );
  const keyring = useRef(new IdempotencyKeys(() => crypto.randomUUID()));
  const ownRun = useRef<OwnRun | null>(null);
  const inTurn = useTurns();
  const inFlight = useRef<{ answer: Promise<ActionResult | null>; forget: () => void } | null>(null);

  const send = useCallback(
    async (item: ItemShape, request: RequestedAction, { key, seen }: { key: string; seen: Seen | null }) => {
      const before = latest.current;
      setDone(null);
      forget(item.id);
      try {
        const version = seenVersion(ownRun.current, item);
        const { result, of } = await callAct({ id: item.id, version }, request, { key, seen });
        keyring.current.answered(item.id, request);
        ownRun.current = afterOwn(ownRun.current, of, result.item);
        noteDrafts(request, item, result.item);
        announce([result.item]);
        const waits = Date.parse(result.action.notBefore) - Date.parse(result.action.createdAt);
        const until = Date.now() + (waits > 0 ? waits : Math.max(undoSeconds, 5) * 1_000);
        const undoable = waits > 0 || request.type === 'note' || inverseOf(request, item) !== null;
        setDone({ actionId: result.action.id, item, request, until, undoable });
        return result;
      } catch (error) {
        setDone(before);
        if (error instanceof ApiError && error.status !== 0) keyring.current.answered(item.id, request);
        const stale = isStale(error);
        if (stale) announce([error.item ?? (await calls.item(item.id)).item]);
        setProblem({ itemId: item.id, request, error, stale, undoing: false });
        return null;
      }
    },
    [undoSeconds, latest, setDone, setProblem, forget],
  );

  const act = useCallback(
    (item: ItemShape, request: RequestedAction, seen: Seen | null = null) => {
      const asked = { itemId: item.id, request };
      setUnderWay((known) => [...known, asked]);
      // Now, not when its turn comes: the same request pressed twice is one.
      const key = keyring.current.keyFor(item.id, request);
      const answer = inTurn(() => send(item, request, { key, seen }));
      const mine = { answer, forget: () => keyring.current.answered(item.id, request) };
      inFlight.current = mine;
      return answer.finally(() => {
        setUnderWay((known) => known.filter((request) => request !== asked));
        if (inFlight.current === mine) inFlight.current = null;
      });
    },
    [inTurn, send],
  );

  const undo = useCallback(() => {
    const mine = inFlight.current;
    // The same request after an undo is a new one.
    mine?.forget();
    return inTurn(async () => {
      // What was refused needs no undo, and what stood before it was not meant.
      if (mine !== null && (await mine.answer) === null) return null;
      const { current: back } = latest;
      if (!back?.undoable) return null;
      setDone(null);
      let taken = true;
      try {
        const { item, of } = await takeBack(back, crypto.randomUUID());
        if (of !== null) ownRun.current = afterOwn(ownRun.current, of, item);
        announce([item]);
        const { request } = back;
        if (request.type === 'reply' || request.type === 'note')
          restoreDraft(item, request.text, request.type);
      } catch (error) {
        taken = false;
        setProblem({ itemId: back.item.id, request: back.request, error, stale: false, undoing: true });
      }
      return { ...back, taken };
    });
  }, [inTurn, latest, setDone, setProblem]);

  // What was refused because nobody was reached is no refusal once they are.
  const live = useStore(liveState) === 'live';
  useEffect(() => {
    if (live) setProblems((known) => known.filter(({ error }) => !isUnreached(error)));
  }, [live]);

  const dismiss = useCallback(() => setDone(null), [setDone]);
  return { done, problems, underWay, act, undo, dismiss, forget };
}
