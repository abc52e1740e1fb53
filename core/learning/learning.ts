/** What can be learned from how people handled an item: labels of its text, and what each is worth as evidence. */

import { isImageVerdict } from '../images/media.ts';
import type { Item } from '../inbox/item.ts';
import { REASONS_BY_CATEGORY } from '../moderation/removal.ts';
import { type Category, isFlagged } from '../moderation/verdict.ts';
import { labelsOf } from './correction.ts';

/**
 * corrected: a person said so; removed: a person removed it for a reason of the category; agreed: a person finished the
 * item and left the verdict alone; unremarked: the same, where nothing was found; shipped: labelled by the project.
 */
const LABEL_KINDS = ['corrected', 'removed', 'agreed', 'unremarked', 'shipped'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

export interface Label {
  readonly category: Category;
  readonly is: boolean;
  readonly kind: LabelKind;
}

type Handled = Pick<Item, 'status' | 'handling'>;
type Assessed = Handled & Pick<Item, 'corrections' | 'revision' | 'verdicts' | 'removal'>;

/** A person or key has answered, removed, confirmed or closed it, and it is closed: its verdicts have been in somebody's hands. */
const isHandled = ({ status, handling }: Handled): boolean =>
  status === 'closed' && typeof handling?.solver === 'string';

/** Removed at somebody's wish, for a reason that the category has. */
function isRemovedFor({ removal }: Pick<Item, 'removal'>, category: Category): boolean {
  if (removal === undefined || removal.axis === null || removal.reason === null) return false;
  return REASONS_BY_CATEGORY[category].includes(removal.reason);
}

/** Labels of the text as it now stands. */
export function labelsFor(item: Assessed): readonly Label[] {
  const said = labelsOf(item.corrections, item.revision);
  const corrected = [...said].map(([category, is]): Label => ({ category, is, kind: 'corrected' }));
  if (!isHandled(item)) return corrected;
  const rest = item.verdicts.filter(({ category }) => !said.has(category));
  // What a picture shows explains a removal, and teaches nothing of the words beside it.
  const words = rest.filter((verdict) => !isImageVerdict(verdict));
  const explained = rest.some((verdict) => isFlagged(verdict) && isRemovedFor(item, verdict.category));
  return [
    ...corrected,
    ...words.map((verdict): Label => {
      const { category } = verdict;
      // removed for what nothing was found of: the machine missed it
      if (isRemovedFor(item, category) && (isFlagged(verdict) || !explained))
        return { category, is: true, kind: 'removed' };
      return isFlagged(verdict)
        ? { category, is: true, kind: 'agreed' }
        : { category, is: false, kind: 'unremarked' };
    }),
  ];
}

/** Labels of an earlier text of the item, by how many revisions it had. */
export function earlierLabels(
  item: Pick<Item, 'corrections' | 'revision'>,
): ReadonlyMap<number, readonly Label[]> {
  const revisions = new Set(item.corrections.map(({ revision }) => revision ?? item.revision));
  revisions.delete(item.revision);
  return new Map(
    [...revisions].map((revision) => {
      const of = item.corrections.filter((correction) => correction.revision === revision);
      const labels = labelsOf(of, revision);
      return [
        revision,
        [...labels].map(([category, is]): Label => ({ category, is, kind: 'corrected' })),
      ] as const;
    }),
  );
}
