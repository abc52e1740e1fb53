import { Button } from '@digdir/designsystemet-react';
import { Fragment, type ReactNode } from 'react';
import { useWords } from './i18n/words.ts';
import './versions.css';

interface By {
  readonly id: string;
  readonly name: string | null;
}

/** Who set it; null: nobody noted it. */
export function Author({ by }: { by: By | null }) {
  const { t } = useWords();
  if (by === null) return <>{t('versions.byUnknown')}</>;
  if (by.name !== null) return <>{by.name}</>;
  return <>{t(by.id === 'command-line' ? 'versions.byCommandLine' : 'actor.token')}</>;
}

interface Props {
  readonly name: string;
  readonly current: boolean;
  readonly facts: readonly ReactNode[];
  readonly onTake: (() => void) | null;
}

/** One version of rules; an old one comes back as a proposal, which is then a new version. */
export function Version({ name, current, facts, onTake }: Props) {
  const { t } = useWords();
  return (
    <li className="version">
      <div>
        <p>
          <strong>{name}</strong>
          {current && <span className="own-tag">{t('versions.inForce')}</span>}
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
        <Button variant="tertiary" data-size="xs" onClick={onTake}>
          {t('versions.take')}
          <span className="sr-only">: {name}</span>
        </Button>
      )}
    </li>
  );
}
