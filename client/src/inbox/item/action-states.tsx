import { Button } from '@digdir/designsystemet-react';
import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon, HourglassIcon } from '@navikt/aksel-icons';
import { useMutation } from '@tanstack/react-query';
import { isOutward, isStuck } from '../../../../core/actions/action.ts';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { announce } from '../../api/arrivals.ts';
import { calls } from '../../api/calls.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import { errorWords } from '../../shared/ui/error-words.ts';
import { Consent } from './consent.tsx';
import './action-states.css';

type ItemAction = ItemShape['actions'][number];

/** What is not in the platform's hands yet, and what it refused: cause and remedy in plain words. */
function ActionState({
  action,
  item,
  consents,
}: {
  action: ItemAction;
  item: ItemShape;
  consents: ItemDetail['consents'];
}) {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const isEdited = action.cause === 'edited-since';
  const retry = useMutation({
    mutationFn: () => calls.retry(action.id, isEdited ? { version: item.version } : {}),
    onSuccess: ({ item }) => announce([item]),
  });
  const goOn = useMutation({
    mutationFn: () => calls.retry(action.id, { withoutPicture: true }),
    onSuccess: ({ item }) => announce([item]),
  });
  const takeBack = useMutation({
    mutationFn: () => calls.undo(action.id),
    onSuccess: ({ item }) => announce([item]),
  });
  const error = retry.error ?? goOn.error ?? takeBack.error;
  const platform = t(`platform.${item.platform}`);
  const stopped = isStuck(action.state);
  const waiting = consents.filter(
    ({ actionId }) => actionId === action.id && action.cause === 'second-person',
  );
  const Icon = stopped
    ? ExclamationmarkTriangleIcon
    : action.state === 'done'
      ? CheckmarkCircleIcon
      : HourglassIcon;
  return (
    <li className={`action-state${stopped ? ' action-state--stopped' : ''}`}>
      <Icon className="icon" aria-hidden="true" />
      <div>
        <p>
          <strong>{t(`action.${action.type}.${action.state}`, { platform })}</strong>{' '}
          {stopped && action.cause && t(`cause.${action.cause}`, { platform })}
        </p>
        {stopped && action.cause && waiting.length === 0 && (
          <p className="grey">{t(`remedy.${action.cause}`, { platform })}</p>
        )}
        {error && <p role="alert">{errorWords(words, error)}</p>}
        {waiting.map((consent) => (
          <Consent key={consent.actionId} waiting={consent} itemId={item.id} />
        ))}
        <div className="action-state__ways">
          {stopped && action.cause !== 'second-person' && may('items:act') && (
            <Button
              variant="secondary"
              data-size="xs"
              aria-busy={retry.isPending || undefined}
              onClick={() => retry.mutate()}
            >
              {t(isEdited ? 'action.stillWanted' : 'action.retry')}
            </Button>
          )}
          {action.cause === 'picture-missing' && may('removals:without-picture') && (
            <Button
              variant="tertiary"
              data-size="xs"
              aria-busy={goOn.isPending || undefined}
              onClick={() => goOn.mutate()}
            >
              {t('action.withoutPicture')}
            </Button>
          )}
          {action.state === 'blocked' && action.cause !== 'second-person' && may('items:act') && (
            <Button
              variant="tertiary"
              data-size="xs"
              aria-busy={takeBack.isPending || undefined}
              onClick={() => takeBack.mutate()}
            >
              {t('action.takeBack')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

export function ActionStates({ item, consents }: { item: ItemShape; consents: ItemDetail['consents'] }) {
  const { t } = useWords();
  const latest = new Map(
    item.actions
      .filter(({ type, cause }) => isOutward(type) || cause === 'second-person')
      .map((action) => [action.type, action]),
  );
  const shown = [...latest.values()].filter(({ state }) => state !== 'cancelled' && state !== 'done');
  return (
    <ul className="action-states" aria-live="polite" aria-label={t('action.label')}>
      {shown.map((action) => (
        <ActionState key={action.id} action={action} item={item} consents={consents} />
      ))}
    </ul>
  );
}
