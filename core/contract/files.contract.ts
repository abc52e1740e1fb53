/** Answers that are a file: what is sent, as what, and under which name it is saved. */
import { z } from 'zod';

const FILE_TYPES = [
  'text/csv',
  'application/pdf',
  'application/zip',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const FileAnswer = z.object({
  contentType: z.enum(FILE_TYPES),
  /** ASCII, no quotes: it stands in a header. */
  name: z.string().regex(/^[\w.-]+$/u),
  /** What the file has a place for and nobody has set: codes, which stand in a header. */
  notSet: z.array(z.string().regex(/^[a-z-]+$/u)).optional(),
  /** Text is sent as UTF-8. */
  content: z.union([
    z.string(),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    /** Sent as it comes: it may be more than fits into memory. */
    z.custom<AsyncIterable<Uint8Array>>(
      (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
    ),
  ]),
});
export type FileAnswer = z.infer<typeof FileAnswer>;
