/** From the municipality's store to samples: texts in memory only, for as long as the training takes. */
import type { Sample } from '../../classifiers/text/index.ts';
import { currentRevision } from '../../core/inbox/comment.ts';
import type { Db } from '../../core/kernel/db.ts';
import {
  correctedItems,
  finishedItems,
  type LearnedItem,
  revisionsOf,
} from '../../core/learning/learning.store.ts';
import { earlierLabels, type Label, labelsFor } from '../../core/learning/learning.ts';
import { CATEGORIES } from '../../core/moderation/verdict.ts';
import { type OwnRow, readOwn } from '../train/own-data.ts';

/** Newest first; beyond these the old is not asked any more. */
const MAX_CORRECTED = 20_000;
const MAX_FOUND = 5_000;
const MAX_UNREMARKED = 2_000;

export interface Gathered {
  readonly samples: readonly Sample[];
  /** Items that somebody corrected, and finished ones with and without a finding. */
  readonly corrected: number;
  readonly found: number;
  readonly unremarked: number;
  /** Corrections of texts that are gone: purged, or a picture without words. */
  readonly textless: number;
}

/** One person's texts stay together; a text without a known author stands alone. */
const authorOf = ({ author, _id }: LearnedItem): string => (author === null ? `item ${_id}` : author.id);

const sampleOf = (item: LearnedItem, text: string, labels: readonly Label[]): Sample[] =>
  text.trim() === '' || labels.length === 0 ? [] : [{ text, author: authorOf(item), labels }];

async function earlierSamples(db: Db, tenantId: string, items: readonly LearnedItem[]): Promise<Sample[]> {
  const edited = items.filter((item) => earlierLabels(item).size > 0);
  const revisions = await revisionsOf(db, { tenantId, ids: edited.map(({ _id }) => _id) });
  return edited.flatMap((item) =>
    [...earlierLabels(item)].flatMap(([revision, labels]) => {
      // the list only grows, so its beginning is what stood then
      const then = currentRevision((revisions.get(item._id) ?? []).slice(0, revision));
      return sampleOf(item, then?.text ?? '', labels);
    }),
  );
}

export async function gather(
  db: Db,
  { tenantId, from }: { tenantId: string; from: Date },
): Promise<Gathered> {
  const query = { tenantId, from };
  const [corrected, found, unremarked] = await Promise.all([
    correctedItems(db, { ...query, limit: MAX_CORRECTED }),
    finishedItems(db, { ...query, limit: MAX_FOUND, found: true }),
    finishedItems(db, { ...query, limit: MAX_UNREMARKED, found: false }),
  ]);
  const current = (items: readonly LearnedItem[]): Sample[] =>
    items.flatMap((item) => sampleOf(item, item.text, labelsFor(item)));
  return {
    samples: [
      ...current(corrected),
      ...(await earlierSamples(db, tenantId, corrected)),
      ...current(found),
      ...current(unremarked),
    ],
    corrected: corrected.length,
    found: found.length,
    unremarked: unremarked.length,
    textless: corrected.filter(({ text }) => text.trim() === '').length,
  };
}

const shippedSample = ({ text, author, categories }: OwnRow): Sample => ({
  text,
  author,
  labels: CATEGORIES.map((category) => ({
    category,
    is: categories.includes(category),
    kind: 'shipped',
  })),
});

/** The project's own labelled texts, harsh lawful criticism and other hard negatives among them. */
export const shippedSamples = (): Sample[] => readOwn().map(shippedSample);
