/** What came while somebody wrote: one line for each above the draft, with who and what, announced once. */
import { Button } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { EventShape, ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { beginningOf } from '../../../../core/inbox/text-form.ts';
import type { RemovedBy } from '../../../../core/moderation/removal.ts';
import { useEvents } from '../../api/queries.ts';
import { useWords, type Words } from '../../shared/i18n/words.ts';
import { useSession } from '../../shared/session.tsx';
import { NamedIcon } from '../../shared/ui/icons.tsx';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import { veiledBy } from '../../shared/veil.ts';
import { veilWords } from '../../shared/veil-words.ts';
import { type Change, nameOf, type Seen } from '../acting/since.ts';
import { eventOf } from './since-events.ts';
import './since-draft.css';

const QUOTED = 160;
const NOT_BY_AUTHOR: ReadonlySet<unknown> = new Set<RemovedBy>(['page', 'platform', 'unknown']);

interface Around {
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
  readonly events: readonly EventShape[];
}

/** The answer's own words, from the action that carries it, or as it stands in the thread. */
function answerIn({ detail }: Around, actionId: string | null, event: EventShape | null): string | null {
  const mine = (detail?.answers ?? []).find((answer) => answer.actionId === actionId);
  if (mine) return mine.text;
  const { replyId } = event?.data ?? {};
  return detail?.thread.find(({ own, externalId }) => own && externalId === replyId)?.text ?? null;
}

/** Where it is not known when, no room is left for it. */
const withoutGaps = (text: string): string => text.replace(/ {2}/gu, ' ').replace(/ (?=[.:])/gu, '');

function sentence(change: Change, around: Around, { t, clock }: Words): string {
  if (change.kind === 'writing') return t('presence.other', { name: change.name });
  const event = eventOf(change, around.events);
  const name = event?.actor.kind === 'person' || event?.actor.kind === 'token' ? event.actor.name : null;
  const at = event === null ? '' : clock(event.at);
  const who = name ?? t('since.somebody');
  if (change.kind === 'answered') {
    const text = answerIn(around, change.actionId, event);
    const key = text === null ? 'since.answeredBare' : 'since.answered';
    const quoted = text === null ? '' : beginningOf(text, QUOTED);
    return withoutGaps(t(key, { who, at, text: '\0' })).replace('\0', () => quoted);
  }
  // What the platform tells of, the citizen did, unless it names another or nobody.
  if (change.kind === 'removed' && name === null)
    return t(NOT_BY_AUTHOR.has(event?.data.by) ? 'since.removedBare' : 'since.removedByCitizen');
  if (change.kind === 'edited') return t('since.edited');
  if ((change.kind === 'hidden' || change.kind === 'shown') && name === null)
    return t(`since.${change.kind}Bare`);
  return withoutGaps(t(`since.${change.kind}`, { who, at }));
}

/** Both texts of an edit. What is veiled above is veiled here too. */
function Texts({ item, detail, seen }: { item: ItemShape; detail: ItemDetail | null; seen: Seen }) {
  const { t } = useWords();
  const { settings } = useSession();
  const veil = settings.showsVeiled ? [] : veiledBy(item);
  const before = detail?.revisions[seen.revision - 1]?.text;
  return (
    <dl className="since__texts">
      {before != null && (
        <>
          <dt>{t('since.before')}</dt>
          <dd dir="auto">
            <PlainText text={beginningOf(before, QUOTED)} />
          </dd>
        </>
      )}
      <dt>{t('since.after')}</dt>
      <dd dir="auto">
        {item.newText !== null ? (
          t(`newText.${item.newText}`)
        ) : veil.length > 0 ? (
          veilWords({ t }, veil)
        ) : (
          <PlainText text={beginningOf(item.text, QUOTED)} />
        )}
      </dd>
    </dl>
  );
}

interface Props {
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
  readonly seen: Seen | null;
  readonly changes: readonly Change[];
  /** Sending was pressed once: it asks. Null: it has not been, or there is nothing to send any more. */
  readonly ask: { readonly onYes: () => void; readonly onNo: () => void } | null;
  /** The item is gone: what can still be done with the words. */
  readonly gone: { readonly onCopy: () => void; readonly onDiscard: () => void } | null;
}

/** The sentences, once it is known who: names come with the events. */
function useSentences({ item, detail, changes }: Pick<Props, 'item' | 'detail' | 'changes'>) {
  const words = useWords();
  const events = useEvents(item.id, changes.length > 0);
  const around = { item, detail, events: events.data?.events ?? [] };
  const isKnown = !events.isFetching || events.isError;
  return {
    sentences: changes.map((change) => sentence(change, around, words)),
    isKnown,
  };
}

/** Says a thing once: what has been said is not said again when something comes to it. */
function useSaidOnce(changes: readonly Change[], isKnown: boolean, sentences: readonly string[]): string {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  const told = useRef(new Set<string>());
  const name = nameOf(changes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said has a name, drawn anew it is the same.
  useEffect(() => {
    if (!isKnown) return;
    const news = changes.flatMap((change, at) => (told.current.has(nameOf([change])) ? [] : [at]));
    if (news.length === 0) return;
    for (const at of news) told.current.add(nameOf(changes.slice(at, at + 1)));
    const kept = news.some((at) => changes[at]?.kind === 'removed') ? [t('since.kept')] : [];
    setSaid([...news.map((at) => sentences[at]), ...kept].join(' '));
  }, [name, isKnown]);
  return said;
}

export function SinceDraft({ item, detail, seen, changes, ask, gone }: Props) {
  const { t } = useWords();
  const { sentences, isKnown } = useSentences({ item, detail, changes });
  const said = useSaidOnce(changes, isKnown, sentences);
  const isRemoved = changes.some(({ kind }) => kind === 'removed');
  return (
    <>
      <output className="sr-only since__said">{said}</output>
      {changes.length > 0 && (
        <div className="caution since">
          <NamedIcon name="trouble" />
          <div>
            {changes.map((change, at) => (
              <p key={nameOf([change])}>{sentences[at]}</p>
            ))}
            {seen !== null && changes.some(({ kind }) => kind === 'edited') && (
              <Texts item={item} detail={detail} seen={seen} />
            )}
            {isRemoved && <p>{t('since.kept')}</p>}
            {gone && (
              <p className="since__ask">
                <Button variant="secondary" data-size="xs" onClick={gone.onCopy}>
                  {t('since.copy')}
                </Button>
                <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={gone.onDiscard}>
                  {t('since.discard')}
                </Button>
              </p>
            )}
            {ask && (
              <p className="since__ask" role="alert">
                <strong>{t('since.ask')}</strong>
                <Button data-size="xs" onClick={ask.onYes}>
                  {t('since.yes')}
                </Button>
                <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={ask.onNo}>
                  {t('since.no')}
                </Button>
              </p>
            )}
          </div>
        </div>
      )}
    </>
  );
}
