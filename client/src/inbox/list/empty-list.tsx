import { Link } from 'react-router';
import type { View } from '../../../../core/inbox/items.contract.ts';
import { asksForWords, type SearchQuery } from '../../../../core/inbox/search-query.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import { Notice } from '../../shared/ui/notice.tsx';

/** Says what would be here, and what to do. On the first day: how an account is connected. */
export function EmptyList(props: { view: View; query: SearchQuery | null; limited: boolean }) {
  const { view, query, limited } = props;
  const { t } = useWords();
  const may = useMay();
  const { data } = useAccounts();
  if (query !== null && !asksForWords(query))
    return (
      <Notice title={t('empty.search.title')}>
        <p>{t('empty.search.nothingAsked')}</p>
      </Notice>
    );
  if (query !== null)
    return (
      <Notice title={t('empty.search.title')}>
        <p>{t('empty.search.text')}</p>
        {limited && <p>{t('empty.limited.text')}</p>}
      </Notice>
    );
  if (limited)
    return (
      <Notice title={t('empty.limited.title')}>
        <p>{t('empty.limited.text')}</p>
      </Notice>
    );
  if (data?.accounts.length === 0)
    return (
      <Notice title={t('empty.first.title')}>
        <p>{t('empty.first.text')}</p>
        {may('accounts:read') && <Link to="/accounts">{t('empty.first.link')}</Link>}
      </Notice>
    );
  return (
    <Notice title={t(`empty.${view}.title`)}>
      <p>{t(`empty.${view}.text`)}</p>
    </Notice>
  );
}
