import { XMarkIcon } from '@navikt/aksel-icons';
import { Link, useParams } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { InboxFilters } from '../../shared/inbox-filters.ts';
import { inboxPath } from '../../shared/inbox-path.ts';
import '../list/account-chip.css';

interface Props {
  readonly view: View;
  readonly accountId: string | null;
  readonly filters: InboxFilters;
}

/** Says what else the list is limited to, and takes each away; the selected item stays. */
export function FilterChips({ view, accountId, filters }: Props) {
  const { t } = useWords();
  const { itemId = null } = useParams();
  const { platform, category, status } = filters;
  const chips = [
    ...(platform ? [{ key: 'platform', words: t(`platform.${platform}`) }] : []),
    ...(category ? [{ key: 'category', words: t(`category.${category}`) }] : []),
    ...(status ? [{ key: 'status', words: t(`status.${status}`) }] : []),
  ];
  return chips.map(({ key, words }) => {
    const label = t('saved.removeFilter', { filter: words });
    return (
      <p className="account-chip" key={key}>
        <span className="account-chip__name">{t(`saved.only.${key}`, { filter: words })}</span>
        <Link
          className="account-chip__remove"
          to={inboxPath({ view, itemId, accountId, filters: { ...filters, [key]: undefined } })}
          aria-label={label}
          title={label}
        >
          <XMarkIcon aria-hidden="true" />
        </Link>
      </p>
    );
  });
}
