import { XMarkIcon } from '@navikt/aksel-icons';
import { Link, useParams } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { inboxPath, type OtherFilters } from '../../shared/inbox-path.ts';
import './account-chip.css';

/** Says which account the inbox is limited to, and takes that away; the selected item stays. */
export function AccountChip(props: { view: View; accountId: string; filters: OtherFilters }) {
  const { view, accountId, filters } = props;
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
