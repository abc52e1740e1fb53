/** Every error leaves as {"error":{code,message,requestId}}: public words only, the facts go to the log. */
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import { isDuplicateKey, isStoreFault } from '../../core/kernel/db.ts';
import { UppsiktError } from '../../core/kernel/errors.ts';
import type { Logger } from '../../core/kernel/log.ts';

export const requestId: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomUUID();
  res.setHeader('X-Request-Id', res.locals.requestId as string);
  next();
};

const RETRY_SECONDS = '5';

/** body-parser's and express's own errors carry a status and a type. */
function known(error: unknown): UppsiktError {
  if (error instanceof UppsiktError) return error;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (status === 413)
    return new UppsiktError({
      code: 'too_large',
      status: 413,
      message: 'The request is too large.',
      cause: error,
    });
  if (status === 415)
    return new UppsiktError({
      code: 'unsupported_media_type',
      status,
      message: 'Unsupported content.',
      cause: error,
    });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new UppsiktError({
      code: type === 'entity.parse.failed' ? 'unreadable' : 'bad_request',
      status,
      message: 'The request cannot be read.',
      cause: error,
    });
  // A duplicate key is a race here: the same request again finds what the other one wrote.
  if (isStoreFault(error) || isDuplicateKey(error))
    return new UppsiktError({
      code: 'unavailable',
      status: 503,
      message: 'The store cannot be reached.',
      cause: error,
    });
  return new UppsiktError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong here.',
    cause: error,
  });
}

export function errorHandler(log: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  return (thrown: unknown, req: Request, res: Response, next: NextFunction) => {
    // Answered already, since the store was lost: what its work ends with is nobody's concern.
    if (res.writableEnded) return;
    if (res.headersSent) return next(thrown);
    const error = known(thrown);
    const id = String(res.locals.requestId ?? '');
    const line = { err: error, requestId: id, status: error.status, method: req.method };
    if (error.status >= 500) log.error(line, 'request failed');
    else log.debug(line, 'request refused');
    const retryAfter = (error.detail as { retryAfter?: number } | undefined)?.retryAfter;
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
    else if (error.status === 503) res.setHeader('Retry-After', RETRY_SECONDS);
    if (error.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
    const { item, present, field } = (error.detail ?? {}) as Readonly<Record<string, unknown>>;
    const at = typeof field === 'string' ? { field } : {};
    res.status(error.status).json({
      error: { code: error.code, message: error.publicMessage, requestId: id, ...at },
      ...(item === undefined ? {} : { item }),
      ...(present === undefined ? {} : { present }),
    });
  };
}
