import { MagnifyingGlassIcon, XMarkIcon } from '@navikt/aksel-icons';
import { forwardRef, useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';

const TYPING_REST_MS = 250;

interface Props {
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Into the list: to its first row, or to the one in hand. */
  readonly onRows: (at: 'first' | 'selected') => void;
}

export const SearchField = forwardRef<HTMLInputElement, Props>(function SearchField(
  { text, onSearch, onRows },
  ref,
) {
  const { t } = useWords();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onSearch(typed.trim()), TYPING_REST_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  return (
    <search className="search">
      <MagnifyingGlassIcon className="icon" aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        value={typed}
        maxLength={200}
        autoComplete="off"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const { key } = event;
          const isSearched = typed.trim() === text;
          if (key === 'Enter' && !isSearched) onSearch(typed.trim());
          else if (key === 'Enter' || key === 'ArrowDown') {
            event.preventDefault();
            onRows('first');
          }
          if (key !== 'Escape') return;
          onSearch('');
          setTyped('');
          event.currentTarget.blur();
          onRows('selected');
        }}
      />
      {typed === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          className="search__clear"
          aria-label={t('list.clearSearch')}
          onClick={() => {
            setTyped('');
            onSearch('');
          }}
        >
          <XMarkIcon aria-hidden="true" />
        </button>
      )}
    </search>
  );
});
