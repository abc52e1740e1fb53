/** The account as its server knows it, and the bodies of ours that its reader reads. */
import type { AccountAccess, Fetched } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { ask } from './api.ts';

export interface Known {
  /** As we name it: `name@server`. */
  readonly account: string;
  /** As its server does. */
  readonly id: string;
  readonly cost: number;
}

export async function knownAccount(access: AccountAccess, id: string | null): Promise<Fetched<Known>> {
  const account = access.externalId;
  if (id !== null) return { ok: true, value: { account, id, cost: 0 } };
  const answer = await ask(access, { method: 'GET', path: ['api', 'v1', 'accounts', 'verify_credentials'] });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const found = isRecord(answer.body) ? idOf(answer.body.id) : null;
  return found === null
    ? { ok: false, cause: 'unreachable' }
    : { ok: true, value: { account, id: found, cost: 1 } };
}

export const wrapped = (
  { account, id, roots }: Pick<Known, 'account' | 'id'> & { readonly roots: Json },
  changes: readonly unknown[],
): Buffer => Buffer.from(JSON.stringify({ mastodon: { account, id, roots }, changes }));
