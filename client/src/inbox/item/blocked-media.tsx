import { XMarkOctagonIcon } from '@navikt/aksel-icons';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { countriesToTell } from './attachments.ts';

/** What may be child sexual abuse material is shown to nobody; here stands the way to the police of the account's country. */
export function BlockedMedia({ item, cause }: { item: ItemShape; cause: string }) {
  const { t } = useWords();
  const { data, error } = useAccounts();
  const known = data?.accounts.find(({ id }) => id === item.accountId)?.country;
  const countries = countriesToTell(known, data !== undefined || error !== null);
  return (
    <section className="media__blocked" aria-label={t('media.blocked.title')}>
      <h3>
        <XMarkOctagonIcon className="icon" aria-hidden="true" /> {t('media.blocked.title')}
      </h3>
      <p>{t('media.blocked.text')}</p>
      {countries.map((country) => (
        <p key={country}>
          <strong>{t(`media.blocked.${country}`)}</strong>
        </p>
      ))}
      <p>{t('media.blocked.then')}</p>
      <p className="grey">{t('media.blocked.why', { cause: t(`media.cause.${cause}`) })}</p>
    </section>
  );
}
