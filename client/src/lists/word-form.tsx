import { Button } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cleanTerm, contradictionOf, MAX_TERM_LENGTH } from '../../../core/lists/listed-word.ts';
import type { WordPreview } from '../../../core/lists/lists.contract.ts';
import { WORD_KINDS, type WordKind } from '../../../core/lists/lists.ts';
import { LineField, RadioField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { useSettled } from '../shared/use-settled.ts';
import { listCalls, useChange, useWordList } from './calls.ts';

/** A word in more than this share of the comments is hardly meant. */
const OFTEN = 0.02;

/** What the word would do, before it does it. */
function Preview({ preview }: { preview: WordPreview }) {
  const { t, number } = useWords();
  const often = preview.comments > 0 && preview.hits / preview.comments > OFTEN && preview.hits > 5;
  return (
    <>
      <p>
        {t('lists.hits', {
          count: preview.hits,
          all: number(preview.comments),
          days: number(preview.days),
        })}
        {preview.forms.length > 0 && (
          <>
            {' '}
            {t('lists.forms')}{' '}
            <bdi>{preview.forms.map(({ word, count }) => `${word} (${number(count)})`).join(', ')}</bdi>
          </>
        )}
      </p>
      {(preview.common.length > 0 || preview.tooShort || often) && (
        <Caution>
          {preview.common.length > 0 && (
            <p>{t('lists.commonWarning', { words: preview.common.slice(0, 6).join(', ') })}</p>
          )}
          {preview.tooShort && <p>{t('lists.shortWarning')}</p>}
          {often && <p>{t('lists.oftenWarning')}</p>}
        </Caution>
      )}
    </>
  );
}

export function WordForm() {
  const words = useWords();
  const { t } = words;
  const [raw, setRaw] = useState('');
  const [kind, setKind] = useState<WordKind>('suspect');
  const [note, setNote] = useState('');
  const [said, setSaid] = useState('');
  const term = cleanTerm(raw);
  const asked = useSettled(term ?? '');
  const preview = useQuery({
    queryKey: ['word-preview', asked],
    queryFn: () => listCalls.previewWord(asked),
    enabled: asked !== '',
  });
  const known = useWordList().data?.words ?? [];
  const contradiction = term === null ? null : contradictionOf({ kind, term }, known);
  const isBanned = known.some((word) => word.kind === 'banned' && word.term === term);
  // One person alone bans no word that many use: it is proposed.
  const proposes = kind === 'banned' && !isBanned && term === asked && preview.data?.tooCommonToBan === true;
  const clear = (told: string): void => {
    setSaid(told);
    setRaw('');
    setNote('');
  };
  const add = useChange(listCalls.addWord, (word) => clear(t('lists.wordAdded', { word: word.term })));
  const propose = useChange(listCalls.proposeWord, (word) =>
    clear(t('lists.proposal.done', { word: word.term })),
  );
  const send = (): void => {
    if (term === null || contradiction !== null || add.isPending || propose.isPending) return;
    add.reset();
    propose.reset();
    if (proposes) propose.mutate({ term, note: note.trim() });
    else add.mutate({ kind, term, note: note.trim() });
  };
  const error = add.error ?? propose.error;
  const wrong = raw.trim() !== '' && term === null;
  return (
    <form
      className="setting list-form"
      aria-labelledby="word-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2 id="word-form">{t('lists.addWord')}</h2>
      <LineField
        label={t('lists.word')}
        hint={t('lists.wordHint')}
        value={raw}
        max={MAX_TERM_LENGTH}
        required
        error={wrong ? t('lists.wordWrong') : null}
        onChange={setRaw}
      />
      <RadioField
        label={t('lists.which')}
        value={kind}
        options={WORD_KINDS.map((value) => ({
          value,
          label: t(`lists.kind.${value}`),
          hint: t(`lists.kindHint.${value}`),
        }))}
        onChange={setKind}
      />
      <LineField
        label={t('lists.note')}
        hint={t('lists.noteHint')}
        value={note}
        max={500}
        onChange={setNote}
      />
      <div aria-live="polite" className="list-form__preview">
        {term !== null && preview.data && <Preview preview={preview.data} />}
        {term !== null && preview.error && <p>{errorWords(words, preview.error)}</p>}
        {contradiction && (
          <Caution>
            <p>
              {t('lists.contradiction', {
                word: contradiction.term,
                list: t(`lists.kind.${contradiction.kind}`),
              })}
            </p>
          </Caution>
        )}
        {proposes && !contradiction && (
          <Caution>
            <p>{t('lists.proposal.needed')}</p>
          </Caution>
        )}
      </div>
      {error && <p role="alert">{errorWords(words, error)}</p>}
      <Button
        type="submit"
        data-size="xs"
        disabled={term === null || contradiction !== null}
        aria-busy={add.isPending || propose.isPending || undefined}
      >
        {t(proposes ? 'lists.proposal.propose' : 'lists.add')}
      </Button>
      <output className="grey">{said}</output>
    </form>
  );
}
