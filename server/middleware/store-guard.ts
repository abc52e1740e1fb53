/** Ends what waits for a store that hangs: 503 with Retry-After, so that the platform or the person tries again. */
import type { RequestHandler } from 'express';
import { unavailable } from '../../core/kernel/errors.ts';
import type { StoreWatch } from '../store-watch.ts';

export function storeGuard(watch: StoreWatch): RequestHandler {
  return (_req, res, next) => {
    const gone = () => unavailable('The store', new Error('It does not answer.'));
    if (watch.isLost()) throw gone();
    const forget = watch.onLost(() => {
      if (!res.headersSent) next(gone());
    });
    res.once('close', forget);
    next();
  };
}
