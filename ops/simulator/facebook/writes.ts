/** The writing half of the Graph API: reply, hide, edit, delete, like, ban. Each tells of itself by webhook. */
import type { CallType, SimNode } from '../types.ts';
import { demand, type Keys } from './access.ts';
import { type GraphCall, type Handler, listParam, truthParam } from './call.ts';
import { denied, gone, invalid } from './errors.ts';
import type { FacebookPage } from './page.ts';

const OK = { success: true };

const PEOPLE = ['user', 'psid', 'asid', 'uid'];
const peopleOf = (call: GraphCall): string[] => PEOPLE.flatMap((name) => listParam(call.params.get(name)));

/** What kind of write a call is, for the list of calls; null for those that are none. */
export function writeType(call: GraphCall): CallType | null {
  const key = `${call.method} ${call.edge}`;
  if (key === 'POST comments') return 'reply';
  if (key === 'POST likes') return 'like';
  if (key === 'DELETE likes') return 'unlike';
  if (key === 'POST blocked') return 'ban';
  if (key === 'DELETE blocked') return 'unban';
  if (key === 'DELETE ') return 'delete';
  if (key !== 'POST ') return null;
  const hidden = call.params.get('is_hidden');
  if (hidden !== undefined) return truthParam(hidden) ? 'hide' : 'unhide';
  return call.params.has('message') ? 'edit' : null;
}

/** Whom or what a write is aimed at. */
export function writeTarget(call: GraphCall): string {
  return call.edge === 'blocked' ? peopleOf(call).join(',') : call.id;
}

export function writeHandlers(page: FacebookPage, keys: Keys): Readonly<Record<string, Handler>> {
  const { state } = page;

  const standing = (id: string): SimNode => {
    const node = state.standing(id);
    if (!node) throw gone(id);
    return node;
  };
  const message = (call: GraphCall): string => {
    const text = (call.params.get('message') ?? '').trim();
    if (text === '' && !call.params.has('attachment_url')) throw invalid('Missing message or attachment');
    return text;
  };

  const reply: Handler = (call, caller) => {
    demand(caller, keys, 'pages_manage_engagement');
    const parent = standing(call.id);
    const picture = call.params.get('attachment_url') ?? null;
    const own = { kind: 'comment', own: true, from: state.page, parentId: parent.id } as const;
    const made = page.add({ ...own, text: message(call), picture });
    if (!made) throw gone(call.id);
    return { id: made.node.id };
  };

  const update: Handler = (call, caller) => {
    demand(caller, keys, 'pages_manage_engagement');
    const node = standing(call.id);
    const hidden = call.params.get('is_hidden');
    if (hidden !== undefined) {
      if (node.own) throw invalid('You cannot hide your own comment');
      page.setHidden(node.id, truthParam(hidden));
      return OK;
    }
    if (!node.own) throw denied();
    page.edit(node.id, message(call));
    return OK;
  };

  const remove: Handler = (call, caller) => {
    const node = standing(call.id);
    demand(caller, keys, 'pages_manage_engagement');
    // A visitor's comment takes a further scope (platforms.md 1.6).
    if (!node.own) demand(caller, keys, 'pages_read_user_content');
    page.remove(node.id);
    return OK;
  };

  const like = (liked: boolean): Handler => {
    return (call, caller) => {
      demand(caller, keys, 'pages_manage_engagement');
      const node = standing(call.id);
      if (liked && !node.likedByPage) page.react(node.id, state.page, 'like');
      if (!liked) node.likedByPage = false;
      page.touch();
      return OK;
    };
  };

  const block = (call: GraphCall, blocked: boolean): Record<string, unknown> => {
    if (call.id !== state.page.id) throw gone(call.id);
    const people = peopleOf(call);
    if (people.length === 0) throw invalid('The parameter user is required');
    const known = new Map([...state.nodes.values()].flatMap(({ from }) => (from ? [[from.id, from]] : [])));
    return Object.fromEntries(
      people.map((id) => {
        const person = known.get(id) ?? state.blocked.get(id);
        if (!person || id === state.page.id) return [id, { success: false, error: '(#100) Invalid user' }];
        page.block(person, blocked);
        return [id, true];
      }),
    );
  };

  return {
    'POST /comments': reply,
    POST: update,
    DELETE: remove,
    'POST /likes': like(true),
    'DELETE /likes': like(false),
    'POST /blocked': (call, caller) => {
      demand(caller, keys, 'pages_manage_engagement');
      return block(call, true);
    },
    'DELETE /blocked': (call, caller) => {
      demand(caller, keys, 'pages_manage_engagement');
      block(call, false);
      return OK;
    },
  };
}
