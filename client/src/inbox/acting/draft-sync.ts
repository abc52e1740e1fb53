/**
 * Keeps drafts on the server as they are typed, and brings those of other tabs and devices. One request at a time for
 * each draft, so that an older text never comes after a newer one.
 */
import type { DraftRequest } from '../../../../core/inbox/drafts.contract.ts';
import { calls } from '../../api/calls.ts';
import { queryClient } from '../../api/client.ts';
import { ApiError, signedOut } from '../../api/http.ts';
import { keys } from '../../api/queries.ts';
import { beforeLeaving } from '../../shared/before-leaving.ts';
import { type Draft, drafts, nameOfDraft, rested, takeDraft, textOf } from './drafts.ts';

/** After the first letter that is not kept yet. */
const SAVE_AFTER_MS = 400;
const TRY_AGAIN_MS = 5_000;
const LOOK_AGAIN_MS = 30_000;

/** What the server is known to keep, by the draft's name. */
const kept = new Map<string, string>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const underWay = new Set<string>();

const partsOf = (name: string): Pick<Draft, 'itemId' | 'kind'> => {
  const [itemId = '', kind = 'reply'] = name.split(' ');
  return { itemId, kind: kind as Draft['kind'] };
};
const isDue = (name: string): boolean => textOf(name) !== (kept.get(name) ?? '');

function later(name: string, ms: number): void {
  if (!timers.has(name))
    timers.set(
      name,
      setTimeout(() => void save(name), ms),
    );
}

async function save(name: string): Promise<void> {
  clearTimeout(timers.get(name));
  timers.delete(name);
  if (!isDue(name) || underWay.has(name) || signedOut.get()) return;
  const { itemId, kind } = partsOf(name);
  const text = textOf(name);
  const body: DraftRequest = { kind, text, seen: drafts.get().get(name)?.seen ?? null };
  const comesOrGoes = text === '' || !kept.has(name);
  underWay.add(name);
  try {
    await calls.saveDraft(itemId, body);
    if (text === '') kept.delete(name);
    else kept.set(name, text);
    if (comesOrGoes) void queryClient.invalidateQueries({ queryKey: keys.views });
  } catch (error) {
    // What is refused is refused again; it stands in this tab all the same.
    if (!(error instanceof ApiError) || error.status === 0 || error.status >= 429 || error.status === 401)
      later(name, TRY_AGAIN_MS);
    else kept.set(name, text);
    return;
  } finally {
    underWay.delete(name);
  }
  if (isDue(name)) later(name, SAVE_AFTER_MS);
}

const names = (): string[] => [...new Set([...drafts.get().keys(), ...kept.keys()])];
const saveSoon = (): void => {
  for (const name of names()) if (isDue(name)) later(name, SAVE_AFTER_MS);
};
const saveNow = (): Promise<unknown> => Promise.all(names().map(save));

/** What is not kept yet is what is being written here, and stays. */
async function load(): Promise<void> {
  const { drafts: found } = await calls.drafts();
  const there = new Set<string>();
  for (const { itemId, kind, text, seen } of found) {
    const name = nameOfDraft(itemId, kind);
    there.add(name);
    const isMine = textOf(name) !== '' && textOf(name) !== kept.get(name);
    if (isMine || underWay.has(name)) continue;
    kept.set(name, text);
    if (textOf(name) !== text) takeDraft({ itemId, kind, text, seen });
  }
  for (const name of kept.keys()) {
    if (there.has(name) || underWay.has(name)) continue;
    // Sent or emptied elsewhere.
    const same = textOf(name) === kept.get(name);
    kept.delete(name);
    if (same) takeDraft({ ...partsOf(name), text: '', seen: null });
  }
  saveSoon();
}

let loadedAt = 0;
let isLeaving = false;
function look(): void {
  if (document.visibilityState === 'hidden') void (isLeaving || saveNow());
  else if (!signedOut.get() && Date.now() - loadedAt >= LOOK_AGAIN_MS) lookNow();
}

function lookNow(): void {
  loadedAt = Date.now();
  load().catch(() => {
    loadedAt = 0;
  });
}

/** The answer stops it. */
export function keepDraftsOnServer(): () => void {
  look();
  const stopWatching = drafts.watch(saveSoon);
  const stopRests = rested.watch(() => void saveNow());
  // What is begun while the page is left never arrives for sure; the tab's own storage holds the last letters.
  const leave = (): void => {
    isLeaving = true;
  };
  const stay = (): void => {
    isLeaving = false;
  };
  const stopFarewell = beforeLeaving(() => saveNow());
  const stopSession = signedOut.watch(() => {
    if (!signedOut.get()) void saveNow();
  });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', stay);
  return () => {
    void saveNow();
    stopFarewell();
    stopWatching();
    stopRests();
    stopSession();
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', stay);
  };
}
