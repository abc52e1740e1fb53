/** Page after page of one of Graph's lists (platforms.md 1.6, 11.22). */
import type { AccountAccess } from '../../../core/actions/connector.ts';
import { isRecord, type Json, textOf } from '../read.ts';
import type { Refusal } from './errors.ts';
import type { Graph, GraphCall } from './graph.ts';

export interface Page {
  readonly entries: readonly Json[];
  readonly body: Json;
  /** Null: that was the last one. */
  readonly after: string | null;
}

export type PageAnswer =
  | { readonly ok: true; readonly page: Page }
  /** Null: Graph answered with something that is no list, or lost the thread of it. */
  | { readonly ok: false; readonly refusal: Refusal | null };

const MAX_CURSOR_LENGTH = 1_000;

/** One page. A missing `next` is the only sign of the end; its address holds the token, so only the cursor is used. */
export async function pageOf(
  graph: Graph,
  access: AccountAccess,
  { after, ...call }: GraphCall & { readonly after: string | null },
): Promise<PageAnswer> {
  const query = { ...call.query, ...(after !== null && { after }) };
  const answer = await graph(access, { ...call, query });
  if (!answer.ok) return { ok: false, refusal: answer.refusal };
  const { body } = answer;
  if (!Array.isArray(body.data)) return { ok: false, refusal: null };
  const entries = body.data.filter(isRecord);
  const paging = isRecord(body.paging) ? body.paging : {};
  if (typeof paging.next !== 'string') return { ok: true, page: { entries, body, after: null } };
  const next = isRecord(paging.cursors) ? textOf(paging.cursors.after) : null;
  if (next === null || next === '' || next.length > MAX_CURSOR_LENGTH) return { ok: false, refusal: null };
  return { ok: true, page: { entries, body, after: next } };
}

/** What a walk through a list came to. `end`: it was read to its end. */
type Walked =
  | { readonly kind: 'found'; readonly entry: Json }
  | { readonly kind: 'end' }
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Looks through a list for one entry. `see` is shown every page that it has not been found on. */
export async function findInPages(
  pageAfter: (after: string | null) => Promise<PageAnswer>,
  isWanted: (entry: Json) => boolean,
  { maxPages, see }: { readonly maxPages: number; readonly see?: (page: Page) => void },
): Promise<Walked> {
  let after: string | null = null;
  for (let number = 0; number < maxPages; number++) {
    const answer = await pageAfter(after);
    if (!answer.ok)
      return answer.refusal === null ? { kind: 'cut-short' } : { kind: 'refused', refusal: answer.refusal };
    const { page } = answer;
    const entry = page.entries.find(isWanted);
    if (entry !== undefined) return { kind: 'found', entry };
    see?.(page);
    if (page.after === null) return { kind: 'end' };
    // A list that turns in circles has no end.
    if (page.after === after) break;
    after = page.after;
  }
  return { kind: 'cut-short' };
}
