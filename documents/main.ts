/**
 * The documents process: values come in, drawn bytes go out, one document at a time. It has no settings and no secrets,
 * reads no store and may write no file.
 */
import { describeError } from '../core/kernel/log.ts';
import { keepToItself, serveParent } from '../core/kernel/serve-parent.ts';
import { DRAWINGS } from './drawings.ts';
import type { DrawingRequest, DrawingResponse } from './protocol.ts';

/** The table and the request have the same type per name, which TypeScript cannot follow through an index. */
const drawingOf = ({ name }: DrawingRequest): ((value: unknown) => Promise<Uint8Array>) =>
  DRAWINGS[name] as (value: unknown) => Promise<Uint8Array>;

keepToItself();
await serveParent(async (request: DrawingRequest): Promise<DrawingResponse> => {
  try {
    return { ok: true, bytes: await drawingOf(request)(request.value) };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
});
