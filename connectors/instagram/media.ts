import type { AccountAccess } from '../../core/actions/connector.ts';
import type { Json } from '../shared/read.ts';
import { graph } from './graph.ts';

/** `comments_count` leaves out what stands under ads made of the post, `total_comments_count` counts it. */
export const COUNTS = 'comments_count,total_comments_count';

/** Whether all that was written of the post stands on its own list. False where Instagram does not say. */
export function isWhole({ comments_count: own, total_comments_count: all }: Json): boolean {
  return typeof own === 'number' && own === all;
}

export async function hasNoAdComments(access: AccountAccess, mediaId: string): Promise<boolean> {
  const answer = await graph(access, { method: 'GET', path: [mediaId], query: { fields: `id,${COUNTS}` } });
  return answer.ok && isWhole(answer.body);
}
