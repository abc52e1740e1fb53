import { XMarkIcon } from '@navikt/aksel-icons';
import { Link, useParams } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { inboxPath, type OtherFilters } from '../../shared/inbox-path.ts';
import './account-chip.css';

const NAMES = ['platform', 'category', 'from', 'to'] as const;

/** Says what the list is limited to besides its account, and takes that away; the selected item stays. */
export function FilterChips(props: { view: View; accountId: string | null; filters: OtherFilters }) {
  const { view, accountId, filters } = props;
  const { t } = useWords();
  const { itemId = null } = useParams();
  const given = NAMES.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return given.map(({ name, value }) => {
    const said = name === 'platform' || name === 'category' ? t(`${name}.${value}`) : value;
    const { [name]: _gone, ...rest } = filters;
    const label = t('search.removeFilter', { filter: t(`search.filter.${name}`, { value: said }) });
    return (
      <p className="account-chip" key={name}>
        <span className="account-chip__name">{t(`search.filter.${name}`, { value: said })}</span>
        <Link
          className="account-chip__remove"
          to={inboxPath({ view, itemId, accountId, filters: rest })}
          aria-label={label}
          title={label}
        >
          <XMarkIcon aria-hidden="true" />
        </Link>
      </p>
    );
  });
}
