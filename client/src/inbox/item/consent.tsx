import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ItemDetail } from '../../../../core/inbox/items.contract.ts';
import { announce } from '../../api/arrivals.ts';
import { calls } from '../../api/calls.ts';
import { keys } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay, useSession } from '../../shared/session.tsx';
import { errorWords } from '../../shared/ui/error-words.ts';
import './case-and-claims.css';

type Waiting = ItemDetail['consents'][number];

/** A removal of disinformation waits for a second person, who sees claim, correction and source before they say yes. */
export function Consent({ waiting, itemId }: { waiting: Waiting; itemId: string }) {
  const words = useWords();
  const { t } = words;
  const { person } = useSession();
  const act = useMay()('items:act');
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (agreed: boolean) =>
      agreed ? calls.consent(waiting.actionId) : calls.undo(waiting.actionId),
    onSuccess: ({ item }) => announce([item]),
    onSettled: () => client.invalidateQueries({ queryKey: keys.item(itemId) }),
  });
  const own = waiting.by.id === person.id;
  return (
    <div className="known">
      <p>{t('consent.asked', { name: waiting.by.name ?? t('actor.token') })}</p>
      <dl className="facts">
        <dt>{t('lists.claim')}</dt>
        <dd>{waiting.claim.claim}</dd>
        <dt>{t('lists.correction')}</dt>
        <dd>{waiting.claim.correction}</dd>
        <dt>{t('consent.source')}</dt>
        <dd>{waiting.claim.source}</dd>
        {waiting.note && (
          <>
            <dt>{t('consent.note')}</dt>
            <dd>{waiting.note}</dd>
          </>
        )}
      </dl>
      {own && <p className="grey">{t('consent.own')}</p>}
      {error && <p role="alert">{errorWords(words, error)}</p>}
      {act && (
        <p className="known__tools">
          {!own && (
            <Button
              data-size="xs"
              aria-busy={isPending || undefined}
              onClick={() => !isPending && mutate(true)}
            >
              {t('consent.agree')}
            </Button>
          )}
          <Button
            variant="secondary"
            data-color="neutral"
            data-size="xs"
            onClick={() => !isPending && mutate(false)}
          >
            {t(own ? 'consent.withdraw' : 'consent.refuse')}
          </Button>
        </p>
      )}
    </div>
  );
}
