/** The HTTP surface: the page for people, `/_sim`, and the Graph API with and without a version. */
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';
import { controlRouter } from './control.ts';
import { type GraphOptions, graphRouter } from './facebook/graph.ts';
import { pageHtml, postHtml } from './html.ts';
import { contentPolicy } from './html-parts.ts';
import type { Summary } from './types.ts';

const VERSIONS = ['/v26.0', '/v25.0', '/v24.0'];

function hostOf(req: Request): string {
  const host = req.headers.host ?? '';
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function sendPage(res: Response, html: string): void {
  res.set({ 'content-security-policy': contentPolicy, 'cache-control': 'no-store' });
  res.set({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  res.type('html').send(html);
}

export function simulatorApp(options: GraphOptions & { host: string; summary: () => Summary }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');

  // Against DNS rebinding: this server answers under this machine's names only.
  app.use((req, res, next) => {
    const name = hostOf(req);
    if (isLoopbackHost(name) || name === options.host || !isLoopbackHost(options.host)) next();
    else res.status(403).json({ error: 'this simulator answers this machine only' });
  });
  app.get('/favicon.ico', (_req, res) => {
    res.status(204).end();
  });
  app.get('/', (_req, res) => sendPage(res, pageHtml(options.page.state)));
  // A permalink, as an outsider opens it: with or without `comment_id` it is the whole post.
  app.get('/:page/posts/:post', (req, res) => {
    const html = postHtml(options.page.state, `${req.params.page}_${req.params.post}`);
    if (html === null) res.status(404).type('text').send('Innehållet är inte tillgängligt.');
    else sendPage(res, html);
  });
  app.use(express.json({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '1mb' }));
  app.use('/_sim', controlRouter(options.page, options.summary));
  const graph = graphRouter(options);
  for (const version of VERSIONS) app.use(version, graph);
  app.use('/', graph);

  app.use((_req, res) => {
    res.status(404).json({ error: 'nothing here' });
  });
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const status = (error as { status?: unknown }).status;
    const known = typeof status === 'number' && status >= 400 && status < 500;
    res
      .status(known ? status : 500)
      .json({ error: known ? 'the request cannot be read' : 'the simulator failed' });
  });
  return app;
}
