/** The door for tests and citizens. Not part of X. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { digits } from '../random.ts';
import type { Call } from '../types.ts';
import { patchXFaults, type XFaults } from './faults.ts';
import { idOf, type XPost, type XUser } from './types.ts';
import type { XWorld } from './world.ts';

/**
 * `reply` and `quote` name a post in `under`; `like` and `repost` have no text; a `message` goes to the account. Whose
 * `post` does not name the account, the account hears nothing of.
 */
const Speak = z.strictObject({
  kind: z.enum(['reply', 'post', 'quote', 'repost', 'like', 'message', 'own']).default('reply'),
  text: z.string().max(25_000).default(''),
  author: z.strictObject({ name: z.string().min(1), username: z.string().regex(/^\w{1,15}$/u) }).optional(),
  under: z.string().optional(),
  picture: z.strictObject({ url: z.url(), alt: z.string().optional() }).optional(),
});
const Edit = z.strictObject({ text: z.string().min(1).max(25_000) });
const SOMEBODY = { name: 'Nils Norrman', username: 'nilsnorrman' };

export interface Control {
  readonly world: XWorld;
  readonly faults: XFaults;
  readonly calls: () => readonly Call[];
  readonly spent: () => number;
}

export const citizenOf = ({ name, username }: { name: string; username: string }): XUser => ({
  id: digits(`x person ${username}`, 19),
  ...{ name, username },
});

/** The post that was written or liked, or the message; null where `under` names nothing that stands. */
export function speakOnX(world: XWorld, input: unknown): XPost | { readonly id: string } | null {
  const { kind, text, author: named, under, picture = null } = Speak.parse(input);
  const author = kind === 'own' ? world.account : world.meet(citizenOf(named ?? SOMEBODY));
  if (kind === 'message') return world.message(author, world.account, text);
  const target =
    under === undefined
      ? (world.all().find((post) => post.author === world.account) ?? null)
      : world.standing(under);
  if (kind === 'post' || (kind === 'own' && under === undefined))
    return world.write({ author, text, picture });
  if (target === null) return null;
  if (kind === 'like') {
    world.like(target, author);
    return target;
  }
  const about = { reply: 'parentId', own: 'parentId', quote: 'quoteOf', repost: 'repostOf' } as const;
  return world.write({ author, text, picture, [about[kind]]: idOf(target) });
}

export function controlOf({ world, faults, calls, spent }: Control): Router {
  const router = Router();
  // A form of another site can post, but not JSON: without this, any page could speak here.
  router.use((req, res, next) => {
    const hasBody = req.method === 'POST' || req.method === 'PATCH';
    if (hasBody && !req.is('application/json')) res.status(415).json({ error: 'send application/json' });
    else next();
  });
  router.get('/calls', (_req, res) => void res.json(calls()));
  router.get('/spent', (_req, res) => void res.json({ mills: spent() }));
  router.get('/posts', (_req, res) => void res.json(world.all()));
  router.get('/faults', (_req, res) => void res.json(faults));
  router.post('/faults', (req, res) => {
    patchXFaults(faults, req.body);
    res.json(faults);
  });
  router.post('/comments', (req, res) => {
    const said = speakOnX(world, req.body);
    if (said === null) res.status(404).json({ error: 'no such post' });
    else res.status(201).json(said);
  });
  const standing = (req: Request, res: Response): XPost | null => {
    const post = world.standing(String(req.params.id));
    if (post === null) res.status(404).json({ error: 'no such post' });
    return post;
  };
  router.patch('/comments/:id', (req, res) => {
    const post = standing(req, res);
    if (post !== null) res.json({ id: world.edit(post, Edit.parse(req.body).text) });
  });
  router.delete('/comments/:id', (req, res) => {
    const post = standing(req, res);
    if (post === null) return;
    world.remove(post);
    res.json({ id: idOf(post) });
  });
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    if (error instanceof z.ZodError)
      res.status(400).json({ error: error.issues[0]?.message ?? 'wrong input' });
    else next(error);
  });
  return router;
}
