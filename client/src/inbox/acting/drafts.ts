/** What is written and not sent yet, by item and kind. It survives whatever happens to the item, the page and the tab. */
import type { DraftKind } from '../../../../core/inbox/drafts.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { createStore, useStore } from '../../shared/store.ts';
import { changesSince, type Seen, seenOf } from './since.ts';

export interface Draft {
  readonly itemId: string;
  readonly kind: DraftKind;
  readonly text: string;
  /** What its writer had read when they began. Null: kept by an earlier version, which did not know. */
  readonly seen: Seen | null;
}
type Drafts = ReadonlyMap<string, Draft>;

const PREFIX = 'uppsikt.draft.';
const storage = typeof sessionStorage === 'undefined' ? null : sessionStorage;
export const nameOfDraft = (itemId: string, kind: DraftKind): string =>
  kind === 'reply' ? itemId : `${itemId} ${kind}`;

/** Earlier versions kept the bare text of an answer. */
function fromStorage(name: string, kept: string): Draft {
  const [itemId = '', kind = 'reply'] = name.split(' ') as [string?, DraftKind?];
  try {
    const { text, seen } = JSON.parse(kept) as Partial<Draft>;
    if (typeof text === 'string') return { itemId, kind, text, seen: seen ?? null };
  } catch {
    // A bare text.
  }
  return { itemId, kind, text: kept, seen: null };
}

function readAll(): Drafts {
  const found = new Map<string, Draft>();
  for (let at = 0; storage !== null && at < storage.length; at += 1) {
    const key = storage.key(at);
    if (!key?.startsWith(PREFIX)) continue;
    const name = key.slice(PREFIX.length);
    found.set(name, fromStorage(name, storage.getItem(key) ?? ''));
  }
  return found;
}

export const drafts = createStore<Drafts>(readAll());

export const readDraft = (itemId: string, kind: DraftKind = 'reply'): Draft | null =>
  drafts.get().get(nameOfDraft(itemId, kind)) ?? null;

/** What there is to keep of it: white space alone is nothing. */
export function textOf(name: string): string {
  const text = drafts.get().get(name)?.text ?? '';
  return text.trim() === '' ? '' : text;
}

export function useDraft(itemId: string, kind: DraftKind = 'reply'): Draft | null {
  return useStore(drafts).get(nameOfDraft(itemId, kind)) ?? null;
}

function store(draft: Draft): void {
  const name = nameOfDraft(draft.itemId, draft.kind);
  drafts.set(new Map(drafts.get()).set(name, draft));
  try {
    if (draft.text === '') storage?.removeItem(PREFIX + name);
    else storage?.setItem(PREFIX + name, JSON.stringify({ text: draft.text, seen: draft.seen }));
  } catch {
    // Memory still holds it.
  }
}

export function dropDraft(itemId: string, kind: DraftKind = 'reply'): void {
  const name = nameOfDraft(itemId, kind);
  if (!drafts.get().has(name)) return;
  const rest = new Map(drafts.get());
  rest.delete(name);
  drafts.set(rest);
  storage?.removeItem(PREFIX + name);
}

/** Somebody begins to write: what stands before them now is what they write about. */
export function beginDraft(item: ItemShape, kind: DraftKind = 'reply'): void {
  const known = readDraft(item.id, kind);
  if (known !== null && known.text !== '' && known.seen !== null) return;
  store({ itemId: item.id, kind, text: known?.text ?? '', seen: seenOf(item) });
}

/** As typed. Of an emptied draft nothing stays but what was seen; a new one begins when its field is opened anew. */
export function keepDraft(itemId: string, text: string, kind: DraftKind = 'reply'): void {
  store({ itemId, kind, text, seen: readDraft(itemId, kind)?.seen ?? null });
}

/** The items that have a draft with words in it. Drawn anew only when one comes or goes. */
const drafted = createStore<ReadonlySet<string>>(new Set());
function noteDrafted(): void {
  const now = new Set(
    [...drafts.get().values()].filter(({ text }) => text.trim() !== '').map(({ itemId }) => itemId),
  );
  const known = drafted.get();
  if (now.size !== known.size || [...now].some((id) => !known.has(id))) drafted.set(now);
}
noteDrafted();
drafts.watch(noteDrafted);
export const draftedItems = drafted.get;
export const useDrafted = (): ReadonlySet<string> => useStore(drafted);

/** What the server keeps, from another tab or device. What is being written here is newer. */
export function takeDraft(draft: Draft): void {
  store(draft);
}

/** Counts up when a field is closed: what was written in it is kept at once. */
export const rested = createStore(0);

/** Its field is closed: an empty one is none. */
export function restDraft(itemId: string, kind: DraftKind = 'reply'): void {
  if (readDraft(itemId, kind)?.text.trim() === '') dropDraft(itemId, kind);
  rested.set(rested.get() + 1);
}

/** It was sent. What was typed while it was on its way stays, as the beginning of another. */
export function draftSent(itemId: string, sent: string, kind: DraftKind = 'reply'): void {
  const text = readDraft(itemId, kind)?.text ?? '';
  if (text.trim() === sent) dropDraft(itemId, kind);
  else if (text.startsWith(sent)) keepDraft(itemId, text.slice(sent.length).trimStart(), kind);
}

/** Its writer has read what came since: by their own act, or as they were told of it. */
export function draftSaw(item: ItemShape, kind: DraftKind = 'reply'): void {
  const known = readDraft(item.id, kind);
  if (known !== null) store({ ...known, seen: seenOf(item) });
}

/** What was sent was taken back: its words come before what was begun since. */
export function restoreDraft(item: ItemShape, text: string, kind: DraftKind = 'reply'): void {
  const begun = readDraft(item.id, kind)?.text.trim() ?? '';
  keepDraft(item.id, begun === '' || begun === text ? text : `${text}\n\n${begun}`, kind);
  draftSaw(item, kind);
}

/** The writer's own act made `after` of `before`: nothing came in between that they would have to be told. */
export function draftsSawOwn(before: ItemShape, after: ItemShape): void {
  for (const kind of ['reply', 'note'] as const) {
    const seen = readDraft(before.id, kind)?.seen;
    if (seen && changesSince(seen, before).length === 0) draftSaw(after, kind);
  }
}
