import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { insteadOfHiding } from '../../../../core/moderation/hide-reach.ts';
import type { Axis } from '../../../../core/moderation/removal.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Caution } from '../../shared/ui/notice.tsx';

/** Who goes on seeing it once it is hidden, and what to do where the law asks for more than that. */
export function HideReach({ item, axis }: { item: ItemShape; axis: Axis | null }) {
  const { t } = useWords();
  const can = useAccounts().data?.accounts.find(({ id }) => id === item.accountId)?.capabilities;
  const leaves = can?.hideLeaves ?? null;
  if (leaves === null) return null;
  const platform = t(`platform.${item.platform}`);
  const instead = insteadOfHiding(axis, can);
  return (
    <>
      <p className="dialog__fact">{t(`hideLeaves.${leaves}`, { platform })}</p>
      {instead !== null && (
        <Caution>
          {t(`hideLeaves.${instead}`, { platform })}{' '}
          {instead === 'report' && item.permalink !== null && (
            <a className="text-link" href={item.permalink} target="_blank" rel="noreferrer">
              {t('item.openOn', { platform })}
            </a>
          )}
        </Caution>
      )}
    </>
  );
}
