import { MagnifyingGlassIcon, XMarkIcon } from '@navikt/aksel-icons';
import { forwardRef, useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';

const TYPING_REST_MS = 250;

export const SearchField = forwardRef<HTMLInputElement, { text: string; onSearch: (text: string) => void }>(
  function SearchField({ text, onSearch }, ref) {
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
            if (event.key === 'Enter') onSearch(typed.trim());
            if (event.key !== 'Escape') return;
            onSearch('');
            setTyped('');
            event.currentTarget.blur();
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
  },
);
