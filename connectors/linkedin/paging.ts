/** Lists that are read to their end: by `start` and `count`, with a `total` that may be missing. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { commentUrnOfElement } from './comment-element.ts';
import type { Refusal } from './errors.ts';
import { type RestAnswer, rest, urnPart } from './rest.ts';

const PAGE_SIZE = 100;
/** More comments than this under one post or comment are not read at once. */
const MAX_PAGES = 20;

export const elementsOf = (body: Json): Json[] =>
  Array.isArray(body.elements) ? body.elements.filter(isRecord) : [];

/** Whether nothing follows a page that began at `start`. */
export function isLastPage(body: Json, start: number): boolean {
  const count = Array.isArray(body.elements) ? body.elements.length : 0;
  const total = isRecord(body.paging) ? Number(body.paging.total ?? Number.NaN) : Number.NaN;
  return count === 0 || start + count >= total;
}

export type CommentsUnder =
  | {
      readonly ok: true;
      /** As the platform answered, page by page. */
      readonly pages: readonly Json[];
      readonly elements: readonly Json[];
      /** False: there are more than are read at once, or the pages turn in circles. */
      readonly isWhole: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** The comments right under a post, or the replies to a comment. `until`: enough is known before the end. */
export async function commentsUnder(
  access: AccountAccess,
  under: string,
  until: (element: Json) => boolean = () => false,
): Promise<CommentsUnder> {
  const pages: Json[] = [];
  const elements = new Map<string, Json>();
  for (let page = 0, start = 0; page < MAX_PAGES; page++) {
    const answer: RestAnswer = await rest(access, {
      method: 'GET',
      path: ['socialActions', urnPart(under), 'comments'],
      query: { start: String(start), count: String(PAGE_SIZE) },
    });
    if (!answer.ok) return answer;
    const found = elementsOf(answer.body);
    const known = elements.size;
    for (const element of found)
      elements.set(commentUrnOfElement(element)?.urn ?? `${start} ${elements.size}`, element);
    pages.push(answer.body);
    const isWhole = isLastPage(answer.body, start);
    if (isWhole || elements.size === known || found.some(until))
      return { ok: true, pages, elements: [...elements.values()], isWhole };
    start += found.length;
  }
  return { ok: true, pages, elements: [...elements.values()], isWhole: false };
}
