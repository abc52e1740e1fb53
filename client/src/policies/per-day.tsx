/** How much a day would be out of sight, per account: what a person is told before rules come into force. */
import type { PolicyTrial } from '../../../core/moderation/policies.contract.ts';
import { useWords, type Words } from '../shared/i18n/words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

type AccountTrial = PolicyTrial['byAccount'][number];

/** Few a day still differ: 0.02 is one in 50 days. */
const aDay = ({ number }: Words, rate: number): string =>
  number(rate, rate === 0 || rate >= 10 ? 0 : rate >= 1 ? 1 : 2);
const hides = ({ now, proposed }: AccountTrial): boolean => now > 0 || proposed > 0;

function CannotHide({ accounts }: { accounts: readonly AccountTrial[] }) {
  const { t } = useWords();
  return (
    <Caution>
      <p>{t('policy.perDay.cannot', { count: accounts.length })}</p>
      <ul className="per-day__cannot">
        {accounts.map(({ accountId, name, obstacle }) => (
          <li key={accountId}>
            <bdi>{name}</bdi>: {t(`policy.perDay.obstacle.${obstacle}`)}
          </li>
        ))}
      </ul>
    </Caution>
  );
}

export function PerDay({ trial }: { trial: PolicyTrial }) {
  const words = useWords();
  const { t, number } = words;
  const able = trial.byAccount.filter(({ obstacle }) => obstacle === null);
  const unable = trial.byAccount.filter(({ obstacle }) => obstacle !== null);
  const shown = able.filter(hides);
  const { now, proposed } = trial.perDay;
  return (
    <div className="per-day">
      <p>
        <strong>{t('policy.perDay.sum', { proposed: aDay(words, proposed), now: aDay(words, now) })}</strong>
      </p>
      {shown.length > 0 && (
        <ScrollingTable label={t('policy.perDay.title')}>
          <table className="table">
            <caption className="sr-only">{t('policy.perDay.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('policy.perDay.head.account')}</th>
                {(['now', 'proposed', 'period'] as const).map((head) => (
                  <th key={head} scope="col" className="num">
                    {t(`policy.perDay.head.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ accountId, name, perDay, proposed: count, items }) => (
                <tr key={accountId}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td className="num">{aDay(words, perDay.now)}</td>
                  <td className="num">{aDay(words, perDay.proposed)}</td>
                  <td className="num">
                    {t('policy.perDay.of', { count: number(count), items: number(items) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollingTable>
      )}
      {able.length > shown.length && (
        <p className="grey small">{t('policy.perDay.nothing', { count: able.length - shown.length })}</p>
      )}
      {unable.length > 0 && <CannotHide accounts={unable} />}
    </div>
  );
}
