import { Button } from '@digdir/designsystemet-react';
import type { WordShape } from '../../../core/lists/lists.contract.ts';
import { WORD_KINDS, type WordKind } from '../../../core/lists/lists.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange, useWordList } from './calls.ts';
import { By, Loaded } from './parts.tsx';
import { WordForm } from './word-form.tsx';

function Words({ kind, words }: { kind: WordKind; words: readonly WordShape[] }) {
  const all = useWords();
  const { t } = all;
  const may = useMay();
  const remove = useChange(listCalls.removeWord);
  return (
    <section className="setting" aria-labelledby={`words-${kind}`}>
      <h2 id={`words-${kind}`}>
        {t(`lists.kind.${kind}`)} <span className="grey">{all.number(words.length)}</span>
      </h2>
      <p className="grey">{t(`lists.kindHint.${kind}`)}</p>
      {words.length === 0 && <p>{t('lists.noWords')}</p>}
      {remove.error && <p role="alert">{errorWords(all, remove.error)}</p>}
      {words.length > 0 && (
        <ul className="entries">
          {words.map((word) => (
            <li key={word.id} className="entry">
              <div className="entry__text">
                <bdi className="entry__term">{word.term}</bdi>
                {word.note && <span>{word.note}</span>}
                <By by={word.by} at={word.at} />
              </div>
              {may('lists:write') && (
                <Button
                  variant="tertiary"
                  data-color="neutral"
                  data-size="xs"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(word.id)}
                >
                  {t('lists.remove')}
                  <span className="sr-only">: {word.term}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function WordsTab() {
  const { t } = useWords();
  const may = useMay();
  const query = useWordList();
  return (
    <>
      <p>{t('lists.wordsIntro')}</p>
      {may('lists:write') ? <WordForm /> : <p className="grey">{t('lists.readOnly')}</p>}
      <Loaded query={query}>
        {({ words }) =>
          WORD_KINDS.map((kind) => (
            <Words key={kind} kind={kind} words={words.filter((word) => word.kind === kind)} />
          ))
        }
      </Loaded>
    </>
  );
}
