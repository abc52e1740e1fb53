import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { MISSING_FACTS } from '../../../../core/records/not-set.ts';
import { formatsOf, type PackageFormat } from '../../../../core/records/package-format.ts';
import { download } from '../../api/download.ts';
import { keys, useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { errorWords } from '../../shared/ui/error-words.ts';
import './evidence.css';

interface Props {
  readonly item: Pick<ItemShape, 'id' | 'accountId' | 'captures'>;
}

/** The newest evidence of the item, in the formats that case systems of the country take. */
export function Evidence({ item }: Props) {
  const words = useWords();
  const { t } = words;
  const client = useQueryClient();
  const country = useAccounts().data?.accounts.find(({ id }) => id === item.accountId)?.country ?? 'SE';
  const newest = item.captures.at(-1);
  const fetching = useMutation({
    mutationFn: (format: PackageFormat) =>
      download(`/api/captures/${encodeURIComponent(newest?.id ?? '')}/package?format=${format}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.events(item.id) }),
  });
  if (newest === undefined) return null;
  return (
    <details className="evidence">
      <summary>{t('package.get')}</summary>
      <p className="grey small">
        {t('package.hint')} {t('package.logged')}
      </p>
      <ul className="evidence__formats">
        {formatsOf(country).map((format) => (
          <li key={format}>
            <Button
              variant="secondary"
              data-size="sm"
              disabled={fetching.isPending}
              aria-busy={fetching.isPending && fetching.variables === format}
              onClick={() => fetching.mutate(format)}
            >
              {t(`package.format.${format}`)}
            </Button>
          </li>
        ))}
      </ul>
      <output className="grey small">{fetching.isPending ? t('package.busy') : ''}</output>
      {MISSING_FACTS.filter((fact) => fetching.data?.includes(fact)).map((fact) => (
        <p key={fact} className="grey small">
          <output>{t(`package.notSet.${fact}`)}</output>
        </p>
      ))}
      {fetching.error && (
        <p role="alert" className="evidence__error">
          {errorWords(words, fetching.error)}
        </p>
      )}
    </details>
  );
}
