/** Asks a source whether it answers, and for what a comment stands under. */
import type {
  AccessCheck,
  AccountAccess,
  BackfillConnector,
  ContextNode,
  Fetched,
} from '../../core/actions/connector.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { idOf, isRecord, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { call, mayCall } from './call.ts';

export const backfill: BackfillConnector = { platform: 'generic', fetchNode, connect };

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await call(access, 'read', { id: externalId });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { body } = answer;
  const authorId = isRecord(body.author) ? idOf(body.author.id) : null;
  const name = isRecord(body.author) ? personNameOf(body.author.name) : null;
  return {
    ok: true,
    value: {
      externalId: idOf(body.id) ?? externalId,
      text: textOf(body.text) ?? textOfHtml(textOf(body.html) ?? ''),
      author: authorId === null ? null : { id: authorId, name },
      own: body.own === true || authorId === access.externalId,
      permalink: linkOf(body.url),
      createdAt: timeOf(body.time),
    },
  };
}

/** A source that only sends has nothing to be asked. */
async function connect(access: AccountAccess): Promise<AccessCheck> {
  const fine = { externalIdMatches: true, name: null, missing: [] };
  if (!mayCall(access)) return { ok: true, ...fine, cause: null };
  const answer = await call(access, 'ping', {});
  if (!answer.ok) return { ok: false, ...fine, cause: answer.refusal.cause };
  return { ok: true, ...fine, name: personNameOf(answer.body.name), cause: null };
}
