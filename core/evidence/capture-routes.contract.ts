/** Reading sealed evidence. */
import type { Route } from '../contract/route.contract.ts';
import { CaptureShape } from './captures.contract.ts';

export const CAPTURE_ROUTES = {
  readCapture: {
    method: 'get',
    path: '/api/captures/:id',
    permission: 'captures:read',
    summary: 'A sealed capture: its manifest and its place in the chain',
    output: CaptureShape,
    status: 200,
  },
} as const satisfies Record<string, Route>;
