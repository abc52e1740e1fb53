/** One call to LinkedIn's versioned API. No token, status or address leaves this file but as a {@link Refusal}. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createHttpClient, type Encoded, type HttpAnswer, type HttpCall } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { type Refusal, refusalOf } from './errors.ts';

export const DEFAULT_API_BASE = 'https://api.linkedin.com/rest';

/**
 * The version that the connector is written against. Each is served for about a year; a retired one is answered with 426,
 * and then later ones are tried, so that an installation nobody updates goes on as long as the shapes do.
 */
const FIRST_VERSION = '202609';
const MONTHS_LATER = [0, 12, 18, 24, 30, 36];

export interface RestCall extends Pick<HttpCall, 'method' | 'path' | 'query' | 'json'> {
  readonly restliMethod?: 'PARTIAL_UPDATE' | 'DELETE';
}
export type RestAnswer =
  | { readonly ok: true; readonly body: Json; readonly createdId: string | null }
  | { readonly ok: false; readonly refusal: Refusal };

const certainly = (refusal: Pick<Refusal, 'state' | 'cause'>): Refusal => ({
  ...{ afterMs: null, certain: true, status: null },
  ...refusal,
});
const NO_TOKEN = certainly({ state: 'blocked', cause: 'no-token' });
const BAD_ADDRESS = certainly({ state: 'blocked', cause: 'unreachable' });
const UNSENT = certainly({ state: 'retry', cause: 'unreachable' });
const LOST: Refusal = { ...UNSENT, certain: false };

/** A name as one value in a path or query: its own colons, commas and brackets are no structure. */
export const encodeUrn = (urn: string): string =>
  encodeURIComponent(urn).replaceAll('(', '%28').replaceAll(')', '%29');

export const urnPart = (urn: string): Encoded => ({ encoded: encodeUrn(urn) });

/** `(name:value,…)`. */
export const keyPart = (fields: Readonly<Record<string, string>>): Encoded => ({
  encoded: `(${Object.entries(fields)
    .map(([name, value]) => `${name}:${encodeUrn(value)}`)
    .join(',')})`,
});

export const listPart = (values: readonly string[]): Encoded => ({
  encoded: `List(${values.map(encodeUrn).join(',')})`,
});

const send = createHttpClient();

function monthsAfter(version: string, months: number): string {
  const month = Number(version.slice(0, 4)) * 12 + Number(version.slice(4)) - 1 + months;
  return `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Per address, how many steps of {@link MONTHS_LATER} it took. */
const steps = new Map<string, number>();

const isRetired = (answer: HttpAnswer): boolean => answer.kind === 'answered' && answer.status === 426;

/** What an old version refuses was not carried out, so it may be sent again under another. */
async function sendInVersion(call: HttpCall): Promise<HttpAnswer> {
  let answer: HttpAnswer = { kind: 'unsent' };
  for (let step = steps.get(call.base) ?? 0; step < MONTHS_LATER.length; step++) {
    const version = monthsAfter(FIRST_VERSION, MONTHS_LATER[step] ?? 0);
    answer = await send({ ...call, headers: { ...call.headers, 'linkedin-version': version } });
    if (isRetired(answer)) continue;
    if (answer.kind === 'answered') steps.set(call.base, step);
    return answer;
  }
  steps.delete(call.base);
  return answer;
}

/** Never throws: what went wrong is a {@link Refusal}. */
export async function rest(access: AccountAccess, call: RestCall): Promise<RestAnswer> {
  if (access.token === '') return { ok: false, refusal: NO_TOKEN };
  const { restliMethod, ...http } = call;
  const answer = await sendInVersion({
    ...http,
    base: access.apiBase,
    token: access.token,
    headers: {
      'x-restli-protocol-version': '2.0.0',
      ...(restliMethod && { 'x-restli-method': restliMethod }),
    },
  });
  if (answer.kind === 'cannot') return { ok: false, refusal: BAD_ADDRESS };
  if (answer.kind === 'unsent') return { ok: false, refusal: UNSENT };
  if (answer.kind === 'lost') return { ok: false, refusal: LOST };
  const refusal = refusalOf(answer);
  if (refusal !== null) return { ok: false, refusal };
  const id = answer.headers['x-restli-id'];
  return {
    ok: true,
    body: isRecord(answer.body) ? answer.body : {},
    createdId: typeof id === 'string' ? decoded(id) : null,
  };
}

/** A name in a header comes encoded as it would in a path. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
