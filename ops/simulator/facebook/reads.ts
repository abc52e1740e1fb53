/** The reading half of the Graph API: nodes, comments, the page's lists. */
import type { SimNode } from '../types.ts';
import { type Keys, tokenInfo } from './access.ts';
import type { GraphCall, Handler } from './call.ts';
import { denied, GraphError, gone, invalid } from './errors.ts';
import { nodeView, pageView, userView } from './fields.ts';
import type { FacebookPage } from './page.ts';
import { type Listed, pageOf } from './paging.ts';

type Shown = Record<string, unknown>;

/** Unix seconds or a date, as milliseconds. */
function timeParam(value: string): number {
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  if (Number.isNaN(ms)) throw invalid('Invalid parameter: since');
  return ms;
}

export function readHandlers(page: FacebookPage, keys: Keys): Readonly<Record<string, Handler>> {
  const { state } = page;

  const paged = (call: GraphCall, nodes: readonly SimNode[]): Listed<Shown> => {
    const { params, address } = call;
    const fields = params.get('fields') ?? null;
    const wanted = { limit: params.get('limit') ?? null, after: params.get('after') ?? null, address };
    return pageOf(nodes, wanted, (index) => nodeView(nodes[index] as SimNode, page, fields));
  };

  const node: Handler = (call, caller) => {
    const fields = call.params.get('fields') ?? null;
    if (call.id === state.page.id) return pageView(state.page, fields);
    const found = state.standing(call.id);
    if (!found) throw gone(call.id, 'get');
    return nodeView(found, page, fields ?? (caller === 'page' ? null : 'id,created_time'));
  };

  const comments: Handler = (call, caller) => {
    // The trap: with a person's token the list is empty, without an error.
    if (caller !== 'page') return { data: [] };
    const under = call.id === state.page.id ? null : state.standing(call.id);
    if (!under) throw gone(call.id, 'get');
    const deep = under.kind === 'post' && call.params.get('filter') === 'stream';
    const since = call.params.get('since');
    const from = since === undefined ? Number.NEGATIVE_INFINITY : timeParam(since);
    const all = state.comments(under.id, deep);
    const wanted = all.filter((comment) => comment.createdAt >= from);
    wanted.sort((a, b) => a.createdAt - b.createdAt);
    if (call.params.get('order') === 'reverse_chronological') wanted.reverse();
    const summary = { order: 'chronological', total_count: all.length, can_comment: true };
    return { ...paged(call, wanted), ...(call.params.get('summary') === 'true' ? { summary } : {}) };
  };

  const posts = (own: boolean | null): Handler => {
    return (call, caller) => {
      if (call.id !== state.page.id) throw gone(call.id, 'get');
      if (caller !== 'page') return { data: [] };
      const all = [...state.nodes.values()].filter((each) => each.kind === 'post' && !each.deleted);
      const wanted = all.filter((each) => own === null || each.own === own);
      return paged(
        call,
        wanted.sort((a, b) => b.createdAt - a.createdAt),
      );
    };
  };

  return {
    'GET me': (call, caller) => {
      const fields = call.params.get('fields') ?? null;
      return caller === 'page' ? pageView(state.page, fields) : userView(caller, fields);
    },
    'GET me/accounts': (_call, caller) => {
      if (caller !== 'user')
        throw new GraphError('(#100) Tried accessing nonexisting field (accounts)', { code: 100 });
      const tasks = ['MODERATE', 'CREATE_CONTENT', 'MESSAGING', 'ANALYZE'];
      return {
        data: [{ ...state.page, category: 'Government organization', access_token: keys.pageToken, tasks }],
      };
    },
    'GET app': () => ({ id: keys.appId, name: 'Uppsikt', category: 'Business' }),
    'GET debug_token': (call, caller) => {
      if (page.faults.strictDebugToken && caller !== 'app')
        throw invalid('You must provide an app access token');
      const input = call.params.get('input_token');
      if (input === undefined) throw invalid('The parameter input_token is required');
      return tokenInfo(input, keys, { page: state.page, tokenExpired: page.faults.expireToken });
    },
    GET: node,
    'GET /comments': comments,
    'GET /feed': posts(null),
    'GET /posts': posts(true),
    'GET /visitor_posts': posts(false),
    'GET /blocked': (call, caller) => {
      if (call.id !== state.page.id) throw gone(call.id, 'get');
      if (caller !== 'page') throw denied();
      return { data: [...state.blocked.values()] };
    },
  };
}
