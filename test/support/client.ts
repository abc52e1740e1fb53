/** The API as a program uses it: a token, and nothing but HTTP. */

import { createApiToken } from '../../core/accounts/people.store.ts';
import type { ActionShape } from '../../core/actions/actions.contract.ts';
import type { ItemDetail, ItemPage, ItemShape } from '../../core/inbox/items.contract.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import type { Role } from '../../core/kernel/roles.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface ApiClient {
  readonly token: string;
  get<T>(path: string): Promise<Answer<T>>;
  send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, headers?: object): Promise<Answer<T>>;
  items(query?: string): Promise<ItemPage>;
  item(id: string): Promise<ItemShape>;
  detail(id: string): Promise<ItemDetail>;
  /** Acts on the item as it now stands. */
  act(
    id: string,
    request: Record<string, unknown>,
    headers?: object,
  ): Promise<Answer<{ action: ActionShape; item: ItemShape }>>;
  action(id: string): Promise<ActionShape>;
}

export interface ClientOptions {
  readonly role?: Role;
  readonly tenantId?: string;
  readonly accountIds?: readonly string[] | 'all';
  readonly now: Date;
}

const DAYS = 90;

export async function apiClient(db: Db, url: string, options: ClientOptions): Promise<ApiClient> {
  const { role = 'administrator', tenantId = MAIN_TENANT, accountIds = 'all', now } = options;
  const token = await createApiToken(db, {
    tenantId,
    name: `test ${role}`,
    role,
    accountIds,
    days: DAYS,
    now,
  });
  return clientWith(url, token);
}

export function clientWith(url: string, token: string): ApiClient {
  async function send<T>(method: string, path: string, body?: unknown, headers: object = {}) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
  }
  const get = <T>(path: string) => send<T>('GET', path);
  const client: ApiClient = {
    token,
    get,
    send,
    items: async (query = '') => (await get<ItemPage>(`/api/items${query}`)).body,
    item: async (id) => (await client.detail(id)).item,
    detail: async (id) => (await get<ItemDetail>(`/api/items/${id}`)).body,
    async act(id, request, headers = {}) {
      const version = request.version ?? (await client.item(id)).version;
      return send('POST', `/api/items/${id}/actions`, { version, ...request }, headers);
    },
    action: async (id) => (await get<ActionShape>(`/api/actions/${id}`)).body,
  };
  return client;
}
