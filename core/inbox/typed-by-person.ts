/**
 * Codes that people type, tags and register numbers, may say more than they should. They stand on the item, where they
 * can be changed and purged; the event says by their hash what was set (rule 11).
 */
import type { ActionRequest } from '../actions/actions.contract.ts';
import { sha256 } from '../kernel/ids.ts';
import type { EventOf, ModerationEvent } from './event.ts';
import type { Item } from './item.ts';

export type Typed = Partial<Pick<Item, 'tags' | 'recordsReference'>>;

/** What of the item a request sets beside its events. */
export function typedIn(item: Pick<Item, 'tags'>, request: ActionRequest): Typed {
  if (request.type === 'tag')
    return { tags: item.tags.includes(request.tag) ? item.tags : [...item.tags, request.tag] };
  if (request.type !== 'register') return {};
  return { recordsReference: request.outcome === 'withdrawn' ? null : referenceIn(request) };
}

export const tagged = (tag: string): EventOf<'item.tagged'>['data'] => ({ tagSha256: sha256(tag) });

const referenceIn = ({ reference }: { readonly reference?: string | undefined }): string | null =>
  reference || null;

export function decided(
  request: Extract<ActionRequest, { type: 'register' }>,
): EventOf<'records.decided'>['data'] {
  if (request.outcome === 'withdrawn') return { outcome: null, referenceSha256: null };
  const reference = referenceIn(request);
  return { outcome: request.outcome, referenceSha256: reference === null ? null : sha256(reference) };
}

/** The event's data for a reader who may see the item, with the tag that it speaks of while that stands. */
export function dataWithTyped(
  { type, data }: ModerationEvent,
  { tags }: Pick<Item, 'tags'>,
): Record<string, unknown> {
  if (type !== 'item.tagged') return { ...data };
  return { ...data, tag: tags.find((tag) => sha256(tag) === data.tagSha256) ?? '…' };
}
