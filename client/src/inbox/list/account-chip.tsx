import { XMarkIcon } from '@navikt/aksel-icons';
import { Link, useParams } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { InboxFilters } from '../../shared/inbox-filters.ts';
import { inboxPath } from '../../shared/inbox-path.ts';
import './account-chip.css';

interface Props {
  readonly view: View;
  readonly accountId: string;
  readonly filters: InboxFilters;
}

/** Says which account the inbox is limited to, and takes that away; the selected item stays. */
export function AccountChip({ view, accountId, filters }: Props) {
  const { t } = useWords();
  const { itemId = null } = useParams();
  const { data } = useAccounts();
  const account = data?.accounts.find(({ id }) => id === accountId);
  const named = account && `${account.name} (${t(`platform.${account.platform}`)})`;
  return (
    <p className="account-chip">
      <span className="account-chip__name">
        {t('list.onlyAccount', { account: named ?? (data ? t('list.unknownAccount') : '…') })}
      </span>
      <Link
        className="account-chip__remove"
        to={inboxPath({ view, itemId, accountId: null, filters })}
        aria-label={t('list.allAccounts')}
        title={t('list.allAccounts')}
      >
        <XMarkIcon aria-hidden="true" />
      </Link>
    </p>
  );
}
