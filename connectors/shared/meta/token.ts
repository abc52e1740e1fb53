import type { AccountAccess } from '../../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../read.ts';
import type { Graph } from './graph.ts';

/** `scopes` is null where nobody would tell; the calls that need them will. */
export interface TokenFacts {
  readonly dead: boolean;
  readonly appId: string | null;
  readonly scopes: ReadonlySet<string> | null;
}

const SILENT: TokenFacts = { dead: false, appId: null, scopes: null };

/**
 * What a token may do. Graph wants an app's or a developer's token for this question, and a page token only sometimes
 * passes; so where the page token is turned away and the app secret is here, `GET /app` names the app and the
 * question is put again as the app. This one call has a token in its query, as the platform demands: the client
 * keeps addresses out of every log and error.
 */
export async function inspectToken(graph: Graph, access: AccountAccess): Promise<TokenFacts> {
  return (await ask(graph, access, access.token)) ?? (await askAsApp(graph, access)) ?? SILENT;
}

async function askAsApp(graph: Graph, access: AccountAccess): Promise<TokenFacts | null> {
  const { appSecret: secret } = access;
  if (!secret) return null;
  const app = await graph(access, { method: 'GET', path: ['app'], query: { fields: 'id' } });
  const appId = app.ok ? idOf(app.body.id) : null;
  return appId === null ? null : ask(graph, access, `${appId}|${secret}`);
}

async function ask(graph: Graph, access: AccountAccess, bearer: string): Promise<TokenFacts | null> {
  const answer = await graph(
    { ...access, token: bearer },
    { method: 'GET', path: ['debug_token'], query: { input_token: access.token } },
  );
  if (!answer.ok || !isRecord(answer.body.data)) return null;
  const { data } = answer.body;
  return {
    dead: data.is_valid === false,
    appId: idOf(data.app_id),
    scopes: scopesFor(data, access.externalId),
  };
}

/** `granular_scopes` says for which pages a scope holds; one given without `target_ids` holds for all. */
function scopesFor(data: Json, pageId: string): ReadonlySet<string> | null {
  if (!Array.isArray(data.scopes)) return null;
  const scopes = new Set(data.scopes.map(String));
  for (const granted of Array.isArray(data.granular_scopes) ? data.granular_scopes : []) {
    if (!isRecord(granted) || !Array.isArray(granted.target_ids)) continue;
    if (!granted.target_ids.map(idOf).includes(pageId)) scopes.delete(String(granted.scope));
  }
  return scopes;
}
