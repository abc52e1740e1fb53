/** What goes to the documents process and what comes back, over IPC (structured clone). */
import type { DrawingName, DrawingValues } from './drawings.ts';

export type DrawingRequest = {
  readonly [N in DrawingName]: { readonly name: N; readonly value: DrawingValues[N] };
}[DrawingName];

/** `error`: what may be said of it, as in a log line. */
export type DrawingResponse =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly error: Readonly<Record<string, unknown>> };
