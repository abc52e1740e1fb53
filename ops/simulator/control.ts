/** `/_sim`: the door for tests and people. Not part of any platform. */
import { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { CitizenError, changed, speak } from './citizen.ts';
import type { FacebookPage } from './facebook/page.ts';
import { patchFaults } from './faults.ts';
import { madePicture } from './made-picture.ts';
import type { Summary } from './types.ts';

const Edit = z.strictObject({ text: z.string().min(1).max(20_000) });

const idOf = (req: Request): string => (req.params as { id?: string }).id ?? '';

export function controlRouter(page: FacebookPage, summary: () => Summary): Router {
  const { state, faults } = page;
  const router = Router();

  // A form of another site can post, but not JSON: without this, any page could speak here.
  router.use((req, res, next) => {
    const hasBody = req.method === 'POST' || req.method === 'PATCH';
    if (hasBody && !req.is('application/json')) res.status(415).json({ error: 'send application/json' });
    else next();
  });

  router.get('/calls', (_req, res) => {
    res.json(state.calls);
  });
  router.get('/summary', (_req, res) => {
    res.json(summary());
  });
  router.get('/nodes', (_req, res) => {
    res.json([...state.nodes.values()]);
  });
  router.get('/pictures/:name', async (req, res) => {
    const made = await madePicture((req.params as { name: string }).name);
    if (made === null) res.status(404).json({ error: 'no such picture' });
    else res.type(made.type).send(made.bytes);
  });
  router.get('/faults', (_req, res) => {
    res.json(faults);
  });
  router.post('/faults', (req, res) => {
    patchFaults(faults, req.body);
    res.json(faults);
  });
  router.post('/comments', async (req, res) => {
    res.status(201).json(await speak(req.body, page));
  });
  router.patch('/comments/:id', async (req, res) => {
    const { text } = Edit.parse(req.body);
    res.json(await changed(page.edit(idOf(req), text)));
  });
  router.delete('/comments/:id', async (req, res) => {
    res.json(await changed(page.remove(idOf(req), req.query.quiet === 'true')));
  });

  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof z.ZodError) {
      const issue = error.issues[0];
      const where = issue?.path.join('.') ?? '';
      res
        .status(400)
        .json({ error: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'wrong input'}` });
    } else if (error instanceof CitizenError) res.status(error.status).json({ error: error.message });
    else next(error);
  });
  return router;
}
