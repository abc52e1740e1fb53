/** Reads what the webhook does not tell: a post or parent comment for context, and whether a token will do. */
import type { AccountAccess, BackfillConnector, ContextNode, Fetched } from '../../core/actions/connector.ts';
import { idOf, isRecord, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { connect } from './connect.ts';
import { graph } from './graph.ts';

export const backfill: BackfillConnector = { platform: 'facebook', fetchNode, connect };

/** Posts and comments both have every one of these, so the shape of the id need not be guessed at. */
const FIELDS = 'id,message,created_time,from{id,name},permalink_url';

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await graph(access, { method: 'GET', path: [externalId], query: { fields: FIELDS } });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { body } = answer;
  const from = isRecord(body.from) ? body.from : null;
  const authorId = idOf(from?.id);
  return {
    ok: true,
    value: {
      externalId: idOf(body.id) ?? externalId,
      text: textOf(body.message) ?? '',
      author: authorId === null ? null : { id: authorId, name: personNameOf(from?.name) },
      own: authorId === access.externalId,
      permalink: linkOf(body.permalink_url),
      createdAt: timeOf(body.created_time),
    },
  };
}
