/**
 * What of sealed evidence no longer leaves the house: words and pictures of what a person has since found to be child
 * abuse material, or a machine suspects, also in the records of those who stood beside it. The seals stay as they are;
 * that something is withheld is sealed as well. Pure.
 */
import type { Item } from '../inbox/item.ts';
import { isKeptOut, isWithheld } from '../inbox/withheld.ts';
import { type ListedFile, type SealedCapture, sealFiles } from './capture.ts';
import type { EvidenceNeighbour } from './package.ts';
import type { SealedComment, SealedContext } from './sealed-record.ts';
import { SOFTWARE } from './software.ts';

/** Withheld now and not when it was sealed. */
export interface WithheldSince {
  /** Nothing of the item leaves but ids, times and actors. */
  readonly item: boolean;
  /** Its pictures are suspected: their addresses and what was drawn of them. */
  readonly media: boolean;
  /** Platform ids of what stands beside it. */
  readonly around: ReadonlySet<string>;
}

export const NOTHING_WITHHELD: WithheldSince = { item: false, media: false, around: new Set() };

export const isAnyWithheld = ({ item, media, around }: WithheldSince): boolean =>
  item || media || around.size > 0;

/** Platform ids of everything that a sealed record shows beside the comment itself. */
export function shownBeside(context: SealedContext | null, self: string): string[] {
  if (context === null) return [];
  const entries = [...(context.post === null ? [] : [context.post]), ...context.thread];
  const shown = entries.filter(({ externalId, withheld }) => !withheld && externalId !== self);
  return [...new Set(shown.map(({ externalId }) => externalId))];
}

export function withheldSince(
  item: Pick<Item, 'media' | 'removal' | 'recordsOutcome'> | null,
  around: ReadonlySet<string>,
): WithheldSince {
  const isOut = item !== null && isKeptOut(item);
  return { item: isOut, media: item !== null && !isOut && isWithheld(item), around };
}

const textIn = ({ files }: SealedCapture, path: string): string => {
  const content = files.find((file) => file.path === path)?.content ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
};

const hasAttachments = (comment: string): boolean => {
  const { revisions = [] } = JSON.parse(comment || '{}') as Partial<SealedComment>;
  return revisions.some(({ attachments }) => (attachments ?? []).length > 0);
};

/** Which files of the record: where one thing in a file must not leave, the file does not. */
function recordPaths(record: SealedCapture, { item, media, around }: WithheldSince): ReadonlySet<string> {
  if (item) return new Set(record.files.map(({ path }) => path));
  const raw = textIn(record, 'raw.json');
  const names = [...around].some((externalId) => raw.includes(JSON.stringify(externalId).slice(1, -1)));
  return new Set([
    ...(around.size > 0 ? ['context.json'] : []),
    ...(names || (media && raw.length > 2) ? ['raw.json'] : []),
    ...(media && hasAttachments(textIn(record, 'comment.json')) ? ['comment.json'] : []),
  ]);
}

const listedFiles = ({ manifest }: SealedCapture): readonly ListedFile[] =>
  (JSON.parse(manifest) as { readonly files: readonly ListedFile[] }).files;

/** By their entries in the manifests; a picture shows everything that stood there, so that none of its files leaves. */
export function withheldFiles(
  { record, picture }: { readonly record: SealedCapture; readonly picture: SealedCapture | null },
  since: WithheldSince,
): readonly ListedFile[] {
  if (!isAnyWithheld(since)) return [];
  const paths = recordPaths(record, since);
  return [
    ...listedFiles(record).filter(({ path }) => paths.has(path)),
    ...(picture === null ? [] : listedFiles(picture)),
  ];
}

/** As it would have been sealed, had it been known: of what is withheld only its place. */
export const withoutWithheld = (
  thread: readonly EvidenceNeighbour[],
  { around }: WithheldSince,
): EvidenceNeighbour[] =>
  thread.map((entry) =>
    around.has(entry.externalId)
      ? { ...entry, author: null, text: null, withheld: true, publishedAt: null }
      : entry,
  );

/** The seal of the withholding: which files of which record, by their hashes. */
export const sealWithholding = (
  { captureId, manifestSha256, tenantId, files }: Withholding,
  { id, at }: { readonly id: string; readonly at: Date },
): SealedCapture =>
  sealFiles([], {
    at: at.toISOString(),
    captureId: id,
    tenant: tenantId,
    of: { captureId, manifestSha256 },
    software: SOFTWARE,
    reason: 'law',
    withheld: files.map(({ path, mime, bytes, sha256 }) => ({ path, mime, bytes, sha256 })),
  });

export interface Withholding {
  readonly tenantId: string;
  readonly captureId: string;
  readonly manifestSha256: string;
  readonly files: readonly ListedFile[];
}
