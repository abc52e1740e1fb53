import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon, HourglassIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { HandOverShape } from '../../../../core/records/hand-over.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { useMay } from '../../shared/session.tsx';
import { errorWords } from '../../shared/ui/error-words.ts';
import { useHandOver, useHandOvers, useReceipt } from '../hand-over-calls.ts';
import './hand-overs.css';

const IN_VAIN: ReadonlySet<string> = new Set(['refused', 'failed']);
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['queued', 'unknown', 'sent', 'failed']);

function Tries({ handOver }: { handOver: HandOverShape }) {
  const { t, when } = useWords();
  const now = useNow();
  if (handOver.tries.length === 0) return null;
  return (
    <details className="figures">
      <summary>{t('handOver.tries', { count: handOver.tries.length })}</summary>
      <ul className="plain">
        {handOver.tries.map(({ number, name, startedAt, outcome, cause }) => (
          <li key={number}>
            {t('handOver.tryLine', {
              number,
              at: when(startedAt, now),
              outcome: t(`handOver.outcome.${outcome}`),
            })}
            {cause && ` · ${t(`handOver.cause.${cause}`)}`}
            <br />
            <span className="grey hand-over__name">{t('handOver.name', { name })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Said = 'reference' | 'refused';
const MOST: Readonly<Record<Said, number>> = { reference: 200, refused: 500 };

/** What the registrar tells by other ways: the number, or why not. */
function TypeAnswer({ handOver, said }: { handOver: HandOverShape; said: Said }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState('');
  const save = useReceipt(handOver.id);
  return (
    <form
      className="hand-over__reference"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = text.trim();
        if (typed === '' || save.isPending) return;
        save.mutate(said === 'reference' ? { reference: typed } : { refused: typed });
      }}
    >
      <Field>
        <Label>{t(`handOver.type.${said}`)}</Label>
        <Input
          value={text}
          maxLength={MOST[said]}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="secondary" data-size="xs" aria-busy={save.isPending || undefined}>
        {t(`handOver.save.${said}`)}
      </Button>
      {save.error && <p role="alert">{errorWords(words, save.error)}</p>}
    </form>
  );
}

/** A number is what nearly always comes: a refusal takes a step more. */
function TypedAnswer({ handOver }: { handOver: HandOverShape }) {
  const { t } = useWords();
  return (
    <>
      <TypeAnswer handOver={handOver} said="reference" />
      <details className="hand-over__refused">
        <summary>{t('handOver.wasRefused')}</summary>
        <TypeAnswer handOver={handOver} said="refused" />
      </details>
    </>
  );
}

const receiptWords = ({ source, state }: NonNullable<HandOverShape['receipt']>) => {
  if (source === 'file') return 'handOver.byFile';
  return state === 'refused' ? 'handOver.refusedByPerson' : 'handOver.byPerson';
};

function One({ handOver, mayType }: { handOver: HandOverShape; mayType: boolean }) {
  const { t, when } = useWords();
  const now = useNow();
  const { state, board, kind, cause, receipt, nextTryAt, requestedAt } = handOver;
  const inVain = IN_VAIN.has(state);
  const isLate = state === 'unknown' || (state === 'queued' && cause !== null);
  const Icon =
    inVain || isLate
      ? ExclamationmarkTriangleIcon
      : state === 'received'
        ? CheckmarkCircleIcon
        : HourglassIcon;
  return (
    <li className={`action-state${inVain ? ' action-state--stopped' : ''}`}>
      <Icon className="icon" aria-hidden="true" />
      <div>
        <p>
          <strong>
            {t('handOver.to', { board, kind: t(`handOver.kind.${kind}`) })}: {t(`handOver.state.${state}`)}
          </strong>{' '}
          <span className="grey">{when(requestedAt, now)}</span>
        </p>
        {receipt?.reference && <p>{t('handOver.reference', { reference: receipt.reference })}</p>}
        {receipt && <p className="grey">{t(receiptWords(receipt), { at: when(receipt.at, now) })}</p>}
        {receipt?.reason && <p>{t('handOver.reason', { reason: receipt.reason })}</p>}
        {cause && <p>{t(`handOver.cause.${cause}`)}</p>}
        {isLate && nextTryAt && <p className="grey">{t('handOver.nextTry', { at: when(nextTryAt, now) })}</p>}
        <Tries handOver={handOver} />
        {mayType && WITHOUT_ANSWER.has(state) && <TypedAnswer handOver={handOver} />}
      </div>
    </li>
  );
}

/** What of the item went to the register, and the button that gives it. */
export function HandOvers({ item }: { item: ItemShape }) {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const { data, error } = useHandOvers(item);
  const give = useHandOver(item.id);
  const mayGive = may('items:register');
  if (item.handOvers.length === 0 && !mayGive) return null;
  const newest = item.captures.at(-1)?.id;
  // Of what has no capture yet one is asked for: it stands with the hand-over first.
  const standing = item.handOvers.find(
    ({ captureId, state }) => (newest === undefined || captureId === newest) && !IN_VAIN.has(state),
  );
  return (
    <section className="hand-overs" aria-label={t('handOver.title')}>
      {item.handOvers.length > 0 && <h3 className="hand-overs__title">{t('handOver.title')}</h3>}
      {item.handOvers.length > 0 && !data && !error && (
        <output className="grey">{t('handOver.loading')}</output>
      )}
      {error && <p role="alert">{errorWords(words, error)}</p>}
      {data && data.handOvers.length > 0 && (
        <ul className="action-states" aria-live="polite">
          {data.handOvers.map((handOver) => (
            <One key={handOver.id} handOver={handOver} mayType={mayGive} />
          ))}
        </ul>
      )}
      {mayGive && standing === undefined && (
        <Button
          variant="secondary"
          data-size="xs"
          aria-busy={give.isPending || undefined}
          onClick={() => {
            if (!give.isPending) give.mutate();
          }}
        >
          {t(item.handOvers.length > 0 ? 'handOver.again' : 'handOver.ask')}
        </Button>
      )}
      {give.error && <p role="alert">{errorWords(words, give.error)}</p>}
      <output className="sr-only">
        {give.isSuccess ? t('handOver.done', { board: give.data.handOver.board }) : ''}
      </output>
    </section>
  );
}
