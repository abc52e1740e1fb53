/** Pictures: seen through the server, one at a time, and the list of those that the municipality knows again. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { FileAnswer } from '../contract/files.contract.ts';
import { remark } from '../contract/free-text.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { CATEGORIES } from '../moderation/verdict.ts';

const PictureQuery = z.object({
  /** Place of the attachment in the item's list, from 0. */
  attachment: z.coerce.number().int().min(0).max(100).default(0),
});

const hash = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{16}$/u, 'must be 16 hex digits');

export const KnownPictureShape = z
  .object({
    id: z.string(),
    hash: z.string(),
    category: z.enum(CATEGORIES),
    note: z.string(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'KnownPicture' });
export type KnownPictureShape = z.infer<typeof KnownPictureShape>;

export const KNOWN_PICTURE_CHANGES = ['added', 'removed'] as const;
export const KnownPictureChangeShape = z
  .object({
    id: z.string(),
    what: z.enum(KNOWN_PICTURE_CHANGES),
    /** Null: the picture had to be forgotten. */
    hash: z.string().nullable(),
    category: z.enum(CATEGORIES),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'KnownPictureChange' });
export type KnownPictureChangeShape = z.infer<typeof KnownPictureChangeShape>;

const about = { category: z.enum(CATEGORIES), note: remark(200).default('') };

/** By an item's picture, or by its hash. */
export const KnownPictureRequest = z.union([
  z.strictObject({ ...about, hash }),
  z.strictObject({
    ...about,
    itemId: z.string().max(200),
    attachment: z.int().min(0).max(100),
  }),
]);
export type KnownPictureRequest = z.input<typeof KnownPictureRequest>;

const none = z.object({});

export const MEDIA_ROUTES = {
  readPicture: {
    method: 'get',
    path: '/api/items/:id/picture',
    permission: 'items:read',
    summary:
      'One picture of the item, fetched for this answer alone; 409 while nothing has looked at it, 403 when blocked',
    query: PictureQuery,
    output: FileAnswer,
    status: 200,
    files: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  },
  listKnownPictures: {
    method: 'get',
    path: '/api/known-pictures',
    permission: 'items:read',
    summary: 'Hashes of the pictures that the municipality knows again',
    output: z.object({ pictures: z.array(KnownPictureShape) }),
    status: 200,
  },
  listKnownPictureChanges: {
    method: 'get',
    path: '/api/known-pictures/changes',
    permission: 'items:read',
    summary: 'Who put which picture on the list or took it off and when, the newest first',
    output: z.object({ changes: z.array(KnownPictureChangeShape) }),
    status: 200,
  },
  addKnownPicture: {
    method: 'post',
    path: '/api/known-pictures',
    permission: 'items:act',
    summary: 'Know this picture again, by an item that shows it or by its hash',
    body: KnownPictureRequest,
    output: KnownPictureShape,
    status: 201,
  },
  removeKnownPicture: {
    method: 'delete',
    path: '/api/known-pictures/:id',
    permission: 'items:act',
    summary: 'Forget a known picture',
    output: none,
    status: 200,
  },
} as const satisfies Record<string, Route>;
