/** Reads what the webhook does not tell: a post or parent comment for context, and whether a token will do. */
import type { AccountAccess, BackfillConnector, ContextNode, Fetched } from '../../core/actions/connector.ts';
import { contextNode, writerOf } from '../shared/meta/node.ts';
import { connect } from './connect.ts';
import { graph } from './graph.ts';
import { list } from './list.ts';

export const backfill: BackfillConnector = { platform: 'facebook', list, fetchNode, connect };

/** Posts and comments both have every one of these, so the shape of the id need not be guessed at. */
const FIELDS = 'id,message,created_time,from{id,name},permalink_url';

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await graph(access, { method: 'GET', path: [externalId], query: { fields: FIELDS } });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const own = writerOf(answer.body)?.id === access.externalId;
  return { ok: true, value: contextNode(answer.body, { externalId, own }) };
}
