/** A municipality's own site with a comment field under its news: signs what is written there and takes signed calls. */
import express, { type Router } from 'express';
import { isTimely, signatureOf, verify } from '../../../connectors/generic/signature.ts';
import { digits } from '../random.ts';
import type { Call, CallType } from '../types.ts';

export interface SiteOptions {
  readonly source: string;
  readonly secret: string;
  readonly seed?: string;
  readonly now?: () => Date;
}

interface SiteComment {
  readonly id: string;
  readonly postId: string;
  readonly parentId: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly own: boolean;
  text: string;
  visible: boolean;
  readonly time: string;
}

/** What the next calls meet instead of the site: a status, or an answer that is lost though the call was carried out. */
export type Trouble = { readonly status: number; readonly retryAfter?: number } | { readonly lost: true };

export interface Spoken {
  readonly name: string;
  readonly text: string;
  readonly postId?: string;
  readonly parentId?: string;
  /** It waits on the site until it is shown. */
  readonly held?: boolean;
}

export interface Site {
  readonly router: Router;
  readonly comments: ReadonlyMap<string, SiteComment>;
  /** Turned while it runs. */
  readonly troubles: Trouble[];
  calls(): Call[];
  /** A citizen writes; the event that tells of it. */
  speak(spoken: Spoken): Record<string, unknown>;
  edit(id: string, text: string): Record<string, unknown>;
  remove(id: string): Record<string, unknown>;
  /** The events as one signed delivery. */
  delivery(events: readonly unknown[]): { body: string; headers: Record<string, string> };
}

const WRITES = new Set<string>(['reply', 'hide', 'unhide', 'delete']);
type Told = Readonly<Record<string, unknown>>;

export function createSite({ source, secret, seed = source, now = () => new Date() }: SiteOptions): Site {
  const comments = new Map<string, SiteComment>();
  const byKey = new Map<string, SiteComment>();
  const calls: Call[] = [];
  const troubles: Trouble[] = [];
  const newId = (): string => `c-${digits(`${seed}:${comments.size}`, 8)}`;

  function write(spoken: Spoken & { own?: boolean }): SiteComment {
    const { name, text, postId = 'news-1', parentId = null, held = false, own = false } = spoken;
    const author = own ? { id: source, name } : { id: `u-${digits(`${seed}:${name}`, 6)}`, name };
    const comment = {
      id: newId(),
      postId,
      parentId,
      author,
      own,
      text,
      visible: !held,
      time: now().toISOString(),
    };
    comments.set(comment.id, comment);
    return comment;
  }

  const eventOf = (action: string, { visible, ...comment }: SiteComment): Record<string, unknown> => ({
    ...{ action, ...comment, time: now().toISOString() },
    url: `https://www.exempelby.example/${comment.postId}#${comment.id}`,
    ...(action === 'created' && !visible && { visible }),
  });
  const existing = (id: string): SiteComment => {
    const comment = comments.get(id);
    if (comment === undefined) throw new RangeError(`There is no comment ${id}.`);
    return comment;
  };

  function reply(told: Told): SiteComment {
    const key = String(told.key);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const postId = typeof told.postId === 'string' ? told.postId : 'news-1';
    const parentId = String(told.id);
    const written = write({ name: 'Exempelby kommun', text: String(told.text), postId, parentId, own: true });
    byKey.set(key, written);
    return written;
  }

  /** Null: there is nothing of that name. */
  function carryOut(name: string, told: Told): Record<string, unknown> | null {
    if (name === 'ping') return { ok: true, name: 'Exempelby kommun' };
    const found = name === 'find-reply' ? byKey.get(String(told.key)) : comments.get(String(told.id));
    if (found === undefined) return null;
    const { id, time } = name === 'reply' ? reply(told) : found;
    if (name === 'hide' || name === 'unhide') found.visible = name === 'unhide';
    if (name === 'delete') comments.delete(id);
    return name === 'read' ? { ok: true, ...eventOf('created', found), time } : { ok: true, id, time };
  }

  function record(
    path: string,
    told: Told,
    met: { answer: Told | null; trouble: Trouble | undefined },
  ): void {
    const { answer, trouble } = met;
    if (!WRITES.has(String(told.call))) return;
    const type = told.call as CallType;
    const wrote =
      type === 'reply' ? { message: String(told.text), ...(answer && { id: String(answer.id) }) } : {};
    const failed =
      trouble === undefined ? {} : 'lost' in trouble ? { answerLost: true } : { code: trouble.status };
    const call = { at: now().toISOString(), method: 'POST', path, type, targetId: String(told.id) };
    calls.push({ ...call, ok: answer !== null, ...wrote, ...failed });
  }

  const router = express.Router();
  router.post('/', express.raw({ type: () => true }), (req, res) => {
    const bytes = req.body as Buffer;
    if (!verify(bytes, req.headers, { signing: [secret] }) || !isTimely(req.headers, new Date()))
      return void res.status(401).json({ ok: false });
    const told = JSON.parse(bytes.toString('utf8')) as Told;
    const trouble = troubles.shift();
    const status = trouble !== undefined && 'status' in trouble ? trouble.status : null;
    const answer = status === null ? carryOut(String(told.call), told) : null;
    record(req.originalUrl, told, { answer, trouble });
    if (trouble !== undefined && 'lost' in trouble) return void req.socket.destroy();
    if (trouble?.retryAfter !== undefined) res.set('retry-after', String(trouble.retryAfter));
    return void res.status(status ?? (answer === null ? 404 : 200)).json(answer ?? { ok: false });
  });

  return {
    router,
    comments,
    troubles,
    calls: () => [...calls],
    speak: (spoken) => eventOf('created', write(spoken)),
    edit(id, text) {
      existing(id).text = text;
      return eventOf('edited', existing(id));
    },
    remove(id) {
      const gone = existing(id);
      comments.delete(id);
      return { action: 'deleted', id, postId: gone.postId, time: now().toISOString() };
    },
    delivery(events) {
      const body = JSON.stringify({ source, sentAt: now().toISOString(), events });
      const signature = signatureOf(body, { secret, at: new Date() });
      return { body, headers: { 'content-type': 'application/json', 'x-uppsikt-signature': signature } };
    },
  };
}
