import { Button } from '@digdir/designsystemet-react';
import type { ModerationVersionShape } from '../../../core/moderation/policies.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import type { Draft } from './draft.ts';

export function Author({ by }: { by: ModerationVersionShape['by'] }) {
  const { t } = useWords();
  if (by.name !== null) return <>{by.name}</>;
  return <>{t(by.id === 'command-line' ? 'policy.by.commandLine' : 'actor.token')}</>;
}

/** Every version, newest first. An old one comes back as a proposal, which is then a new version. */
export function Versions({
  versions,
  onTake,
}: {
  versions: readonly ModerationVersionShape[];
  onTake: (draft: Draft) => void;
}) {
  const { t, when } = useWords();
  const now = useNow();
  return (
    <ol className="plain versions">
      {versions.map(({ version, createdAt, by, base, categories, inForce }) => (
        <li key={version} className="version">
          <div>
            <p>
              <strong>{version}</strong>
              {inForce && <span className="own-tag">{t('policy.history.inForce')}</span>}
            </p>
            <p className="grey small">
              {when(createdAt, now)} · <Author by={by} /> ·{' '}
              {t(categories === null ? 'policy.history.wentBack' : `policy.template.${base}.from`)}
            </p>
          </div>
          {categories !== null && (
            <Button
              variant="tertiary"
              data-size="xs"
              aria-label={t('policy.history.takeLabel', { version })}
              onClick={() => onTake({ base, categories })}
            >
              {t('policy.history.take')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
