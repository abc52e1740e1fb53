import { Tooltip } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Stretch } from '../../../../core/inbox/search-marks.ts';
import { useWords, type Words } from '../../shared/i18n/words.ts';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import type { Mark, Segment } from './spans.ts';
import { reasonKey } from './spans.ts';

function why(words: Words, marks: readonly Mark[]): string {
  return marks
    .map((mark) => words.t(reasonKey(mark, words.has), { category: words.t(`category.${mark.category}`) }))
    .join(' · ');
}

/** Matched words as real buttons: hovering or focusing says why they were found. */
export function MarkedText({
  segments,
  found = [],
  after,
}: {
  segments: readonly Segment[];
  /** Where the words of a search stand; no segment runs across their ends. */
  found?: readonly Stretch[];
  /** What stands behind the segment that ends here. */
  after?: (end: number) => ReactNode;
}) {
  const words = useWords();
  return segments.map(({ start, text, marks }) => {
    const behind = after?.(start + text.length);
    const isFound = found.some((stretch) => stretch.start <= start && start < stretch.end);
    const plain = <PlainText text={text} />;
    const shown = isFound ? <mark>{plain}</mark> : plain;
    if (marks.length === 0)
      return (
        <span key={start}>
          {shown}
          {behind}
        </span>
      );
    const reason = why(words, marks);
    return (
      <span key={start}>
        <Tooltip content={reason} data-size="xs">
          <button type="button" className="hit" lang={undefined}>
            {shown}
          </button>
        </Tooltip>
        {behind}
      </span>
    );
  });
}
