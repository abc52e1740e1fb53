/** The inbox a page at a time as a list needs it: `as=rows` (`core/inbox/row.ts` says what a row leaves out). */
import { z } from 'zod';
import { ItemPage, ItemShape } from './items.contract.ts';

const { shape } = ItemShape;
const { items: _items, ...shapeOfPage } = ItemPage.shape;

export const RowShape = ItemShape.partial()
  .required({ id: true, text: true, version: true, updatedAt: true })
  .extend({
    registration: shape.registration.partial().optional(),
    intent: shape.intent.partial().optional(),
    needsAnswer: shape.needsAnswer.partial().optional(),
    deadline: shape.deadline.partial().optional(),
    /** The text goes on; `GET /api/items/:id` has the whole. */
    cut: z.literal(true).optional(),
  })
  .meta({ id: 'ItemRow' });
export type RowShape = z.infer<typeof RowShape>;

export const RowPage = z.object({ rows: z.array(RowShape), ...shapeOfPage }).meta({ id: 'RowPage' });
export type RowPage = z.infer<typeof RowPage>;

/** Items, or rows where they were asked for. */
export const ListPage = z.union([ItemPage, RowPage]);
