/** The schema of `core/inbox/list-filters.ts`, for every shape that carries filters of a list. */
import { z } from 'zod';
import type { ListFilters } from '../inbox/list-filters.ts';
import { PLATFORMS } from '../kernel/platform.ts';
import { CATEGORIES } from '../moderation/verdict.ts';

const day = z.iso.date().meta({ description: 'A day in the office’s zone, Stockholm’s and Oslo’s' });

export const LIST_FILTERS = {
  accountId: z.string().min(1).optional(),
  platform: z.enum(PLATFORMS).optional(),
  category: z.enum(CATEGORIES).optional(),
  from: day.optional(),
  to: day.optional(),
} satisfies Record<keyof ListFilters, z.ZodType>;
