/** Banned words that wait for a second person: whoever proposed one cannot agree to it. */
import { Button } from '@digdir/designsystemet-react';
import type { ProposedWordShape } from '../../../core/lists/lists.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useMay, useSession } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange } from './calls.ts';
import { By } from './parts.tsx';

function Proposal({ word }: { word: ProposedWordShape }) {
  const words = useWords();
  const { t, number } = words;
  const may = useMay();
  const { person } = useSession();
  const agree = useChange(listCalls.agreeToWord);
  const drop = useChange(listCalls.dropProposal);
  const own = person.id === word.by.id;
  const busy = agree.isPending || drop.isPending;
  const error = agree.error ?? drop.error;
  return (
    <li className="entry">
      <div className="entry__text">
        <bdi className="entry__term">{word.term}</bdi>
        {word.note && <span>{word.note}</span>}
        <span>{t('lists.proposal.hits', { hits: number(word.hits), all: number(word.comments) })}</span>
        <By by={word.by} at={word.at} />
        {own && <span className="grey small">{t('lists.proposal.own')}</span>}
        {error && <p role="alert">{errorWords(words, error)}</p>}
      </div>
      {may('lists:write') && (
        <div className="entry__tools">
          {!own && (
            <Button data-size="xs" disabled={busy} onClick={() => agree.mutate(word.id)}>
              {t('lists.proposal.agree')}
              <span className="sr-only">: {word.term}</span>
            </Button>
          )}
          <Button
            variant="tertiary"
            data-color="neutral"
            data-size="xs"
            disabled={busy}
            onClick={() => drop.mutate(word.id)}
          >
            {t(own ? 'lists.proposal.takeBack' : 'lists.proposal.refuse')}
            <span className="sr-only">: {word.term}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

export function WordProposals({ proposed }: { proposed: readonly ProposedWordShape[] }) {
  const { t, number } = useWords();
  if (proposed.length === 0) return null;
  return (
    <section className="setting" aria-labelledby="words-proposed">
      <h2 id="words-proposed">
        {t('lists.proposal.title')} <span className="grey">{number(proposed.length)}</span>
      </h2>
      <p className="grey">{t('lists.proposal.hint')}</p>
      <ul className="entries">
        {proposed.map((word) => (
          <Proposal key={word.id} word={word} />
        ))}
      </ul>
    </section>
  );
}
