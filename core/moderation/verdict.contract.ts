/** What a classifier measured, as clients see it. */
import { z } from 'zod';
import { CATEGORIES, LEVELS } from './verdict.ts';

const SpanShape = z.object({
  start: z.int(),
  end: z.int(),
  kind: z.enum(['lexicon', 'pattern', 'model', 'link', 'number', 'register', 'word-list', 'image']),
  reason: z.string(),
});

export const VerdictShape = z
  .object({
    category: z.enum(CATEGORIES),
    kind: z.string().nullable(),
    score: z.number(),
    level: z.enum(LEVELS),
    spans: z.array(SpanShape),
    version: z.string(),
  })
  .meta({ id: 'Verdict' });
