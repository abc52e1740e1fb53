/** One call to the Graph API, taken apart. */
import type { Request } from 'express';
import type { Caller } from './access.ts';

export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The node, or `me`, `debug_token`. */
  readonly id: string;
  /** `comments`, `likes`, …; '' for the node itself. */
  readonly edge: string;
  /** The path without the query: that may hold a token. */
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
  readonly token: string | null;
  readonly address: URL;
}

export type Handler = (call: GraphCall, caller: Caller) => unknown;

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value.map(flat));
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Parameters may stand in the query or the body, form-encoded or JSON; `user[]=1` is `user`. */
function paramsOf(req: Request): Map<string, string> {
  const params = new Map<string, string>();
  for (const source of [req.query, req.body as unknown]) {
    if (source === null || typeof source !== 'object') continue;
    for (const [name, value] of Object.entries(source)) {
      const plain = name.endsWith('[]') ? name.slice(0, -2) : name;
      params.set(plain, flat(plain === name || Array.isArray(value) ? value : [value]));
    }
  }
  return params;
}

/** null: a method that the Graph API does not have. */
export function graphCall(req: Request): GraphCall | null {
  const params = paramsOf(req);
  const method = req.method === 'POST' ? (params.get('method')?.toUpperCase() ?? 'POST') : req.method;
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE') return null;
  const bearer = /^(?:Bearer|OAuth) (.+)$/i.exec(req.get('authorization') ?? '')?.[1];
  const { id, edge } = req.params as { id?: string; edge?: string };
  return {
    method,
    id: id ?? '',
    edge: edge ?? '',
    path: `${req.baseUrl}${req.path}`,
    params,
    token: bearer ?? params.get('access_token') ?? null,
    address: new URL(req.originalUrl, `http://${req.get('host') ?? '127.0.0.1'}`),
  };
}

/** A list given as `["1","2"]`, `1,2` or `1`. */
export function listParam(value: string | undefined): string[] {
  if (value === undefined || value.trim() === '') return [];
  if (value.trim().startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return parsed.map(String);
    } catch {
      return [];
    }
  }
  return value.split(',').map((part) => part.trim());
}

const FALSE = new Set(['false', '0', '']);
/** The Graph API takes true, false, 1 and 0. */
export const truthParam = (value: string): boolean => !FALSE.has(value.toLowerCase());
