/** The words of the search that the list shows, marked wherever a text of it is drawn. */
import { createContext, useContext } from 'react';
import { cutByMarks, marksIn, marksInName, type Stretch } from '../../../core/inbox/search-marks.ts';
import type { SearchQuery } from '../../../core/inbox/search-query.ts';
import { PlainText } from '../shared/ui/plain-text.tsx';

export const SearchMarks = createContext<SearchQuery | null>(null);

const NONE: readonly Stretch[] = [];

export function useMarksIn(text: string): readonly Stretch[] {
  const query = useContext(SearchMarks);
  return query === null ? NONE : marksIn(text, query);
}

function Cut({ text, marks }: { text: string; marks: readonly Stretch[] }) {
  let at = 0;
  return cutByMarks(text, marks).map(({ text: piece, marked }) => {
    const key = at;
    at += piece.length;
    return marked ? (
      <mark key={key}>
        <PlainText text={piece} />
      </mark>
    ) : (
      <PlainText key={key} text={piece} />
    );
  });
}

export function MarkedName({ name }: { name: string }) {
  const query = useContext(SearchMarks);
  const marks = query === null ? NONE : marksInName(name, query);
  return marks.length === 0 ? <PlainText text={name} /> : <Cut text={name} marks={marks} />;
}

/** Where the first hit stands so far in that no row would show it, the text begins shortly before it. */
const LEAD = 40;
const IN_SIGHT = 90;

/** The beginning of a text, or what stands around its first hit; at most so many signs. */
export function MarkedExcerpt({ text, cut }: { text: string; cut: (text: string) => string }) {
  const marks = useMarksIn(text);
  const first = marks[0]?.start ?? 0;
  if (marks.length === 0) return <PlainText text={cut(text)} />;
  const from = first < IN_SIGHT ? 0 : text.indexOf(' ', first - LEAD) + 1;
  const shown = cut(text.slice(from));
  const moved = marks
    .map(({ start, end }) => ({ start: start - from, end: end - from }))
    .filter(({ end }) => end <= shown.length);
  return (
    <>
      {from > 0 && '… '}
      <Cut text={shown} marks={moved} />
    </>
  );
}
