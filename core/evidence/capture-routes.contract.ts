/** Reading sealed evidence. */

import { z } from 'zod';
import { FileAnswer } from '../contract/files.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { PACKAGE_FORMATS } from '../records/package-format.ts';
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
  packageCapture: {
    method: 'get',
    path: '/api/captures/:id/package',
    permission: 'captures:read',
    summary:
      'The evidence in one of the formats of case systems and archives: a zip, or the report alone (pdf). The header X-Uppsikt-Not-Set names what the municipality has not set (organisation-number, submission-agreement)',
    query: z.object({ format: z.enum(PACKAGE_FORMATS).default('evidence') }),
    output: FileAnswer,
    files: ['application/zip', 'application/pdf'],
    status: 200,
  },
} as const satisfies Record<string, Route>;
