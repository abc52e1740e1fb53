/** The built client: hashed files for a year, the page itself never from a cache. */
import { join } from 'node:path';
import express, { Router } from 'express';

export function clientRoutes(dir: string): Router {
  const router = Router();
  router.use('/assets', express.static(join(dir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  // A file of an older build is gone: the page in its place would be run as a script.
  router.use('/assets', (_req, _res, next) => next('router'));
  router.use(express.static(dir, { index: false, maxAge: 0 }));
  router.get('/{*path}', (req, res, next) => {
    if (!req.accepts('html') || req.path.startsWith('/realtime')) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(join(dir, 'index.html'), (error) => {
      if (error) next();
    });
  });
  return router;
}
