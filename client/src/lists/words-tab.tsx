import { Button } from '@digdir/designsystemet-react';
import { contradictionOf } from '../../../core/lists/listed-word.ts';
import type { WordShape } from '../../../core/lists/lists.contract.ts';
import { WORD_KINDS, type WordKind } from '../../../core/lists/lists.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange, useWordList } from './calls.ts';
import { By, Loaded } from './parts.tsx';
import { WordForm } from './word-form.tsx';
import { WordProposals } from './word-proposals.tsx';

/** Stored before contradictions were refused: it finds nothing, and says so. */
function Swallowed({ word, exempt }: { word: WordShape; exempt: readonly WordShape[] }) {
  const { t } = useWords();
  const by = word.kind === 'exempt' ? null : contradictionOf(word, exempt);
  return by && <span className="grey small">{t('lists.swallowed', { word: by.term })}</span>;
}

function Words({ kind, all: every }: { kind: WordKind; all: readonly WordShape[] }) {
  const words = every.filter((word) => word.kind === kind);
  const exempt = every.filter((word) => word.kind === 'exempt');
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
                <Swallowed word={word} exempt={exempt} />
                <By by={word.by} at={word.at} />
                {word.agreedBy && (
                  <span className="grey small">
                    {t('lists.agreedBy', { name: word.agreedBy.name ?? t('actor.token') })}
                  </span>
                )}
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
        {({ words, proposed }) => (
          <>
            <WordProposals proposed={proposed} />
            {WORD_KINDS.map((kind) => (
              <Words key={kind} kind={kind} all={words} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}
