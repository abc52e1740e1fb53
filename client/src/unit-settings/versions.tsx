import { Button } from '@digdir/designsystemet-react';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../shared/i18n/words.ts';

interface By {
  readonly id: string;
  readonly name: string | null;
}

export function Author({ by }: { by: By | null }) {
  const { t } = useWords();
  if (by === null) return <>{t('unitSettings.byUnknown')}</>;
  if (by.name !== null) return <>{by.name}</>;
  return <>{t(by.id === 'command-line' ? 'policy.by.commandLine' : 'actor.token')}</>;
}

/** One version; an old one comes back as a proposal, which is then a new version. */
export function Version({
  name,
  current,
  facts,
  onTake,
}: {
  name: string;
  current: boolean;
  facts: readonly ReactNode[];
  onTake: (() => void) | null;
}) {
  const { t } = useWords();
  return (
    <li className="unit__version">
      <div>
        <p>
          <strong>{name}</strong>
          {current && <span className="own-tag">{t('policy.history.inForce')}</span>}
        </p>
        <p className="grey small">
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the facts of one version stand in one order.
            <Fragment key={index}>
              {index > 0 && ' · '}
              {fact}
            </Fragment>
          ))}
        </p>
      </div>
      {onTake !== null && (
        <Button
          variant="tertiary"
          data-size="xs"
          aria-label={t('policy.history.takeLabel', { version: name })}
          onClick={onTake}
        >
          {t('policy.history.take')}
        </Button>
      )}
    </li>
  );
}
