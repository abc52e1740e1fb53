/**
 * Bull Board at `/ops/queues`, to look at only: what is open stands in the store, a job is a hint and vanishes when
 * done. A page with files of its own, hence outside the table of routes; the same checks stand before all of it.
 */
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { type RequestHandler, type Response, Router } from 'express';
import { authorise } from '../../../core/kernel/authorise.ts';
import { UppsiktError } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import { authenticate } from '../../middleware/authenticate.ts';

export const QUEUES_PAGE = '/ops/queues';

/** What the house's content security policy refuses in the board's page: fonts of another host, styles in the text. */
const REFUSED = /<link[^>]+href="https?:[^>]+>|<style>.*?<\/style>| style="[^"]*"/gsu;

/** The page names its own folder as its base: the only one of the house that may, since it shows nothing foreign. */
function allowBase(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  res.setHeader('Content-Security-Policy', policy.replace("base-uri 'none'", "base-uri 'self'"));
}

class BoardAdapter extends ExpressAdapter {
  constructor() {
    super();
    this.app.disable('x-powered-by');
  }

  /** As the board's own, without what the browser would have to refuse. */
  override setEntryRoute({ route, handler }: Parameters<ExpressAdapter['setEntryRoute']>[0]): this {
    this.app.get(route, (_req, res, next) => {
      const { name, params } = handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      res.render(name, params, (error: Error | null, html: string) => {
        if (error) return next(error);
        allowBase(res);
        res.type('html').send(html.replaceAll(REFUSED, ''));
      });
    });
    return this;
  }
}

/** Whoever may not read the operations gets no byte of it, and nobody changes a queue through it. */
const guard =
  (deps: ServerDeps): RequestHandler =>
  async (req, res, next) => {
    const principal = await authenticate(deps, req, res);
    await deps.limits.api.take(principal.actor.id);
    authorise(principal.scope, 'operations:read');
    if (req.method !== 'GET' && req.method !== 'HEAD')
      throw new UppsiktError({ code: 'not_found', status: 404, message: 'The queues are to look at only.' });
    res.setHeader('Cache-Control', 'private, no-store');
    next();
  };

export function queueRoutes(deps: ServerDeps): Router {
  const adapter = new BoardAdapter().setBasePath(QUEUES_PAGE);
  createBullBoard({
    queues: deps.queues.all.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    // The details of Redis stand under /readyz; the board's sign for them brings a style of its own, which is refused.
    options: { uiConfig: { boardTitle: 'Uppsikt', hideDocsLink: true, hideRedisDetails: true } },
  });
  return Router().use(QUEUES_PAGE, guard(deps), adapter.getRouter());
}
