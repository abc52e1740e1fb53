import type { ReactNode } from 'react';
import type { AccuracyReport } from '../../../core/learning/accuracy.contract.ts';
import { percent } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';

type Category = AccuracyReport['categories'][number];
type Account = AccuracyReport['accounts'][number];
type Share = Category['precision'];

/** The share with what it may be; not judged where too few were judged by more than silence. */
function ShareCell({ share, of }: { share: Share; of: number }) {
  const { t, lang, number } = useWords();
  if (share === null) return <td className="num grey">{of === 0 ? '–' : t('accuracy.notJudged')}</td>;
  return (
    <td className="num">
      <strong>{percent(lang, share.share)}</strong>
      <span className="accuracy__interval">
        {t('accuracy.interval', {
          low: number(Math.round(share.low * 100)),
          high: percent(lang, share.high),
        })}
      </span>
    </td>
  );
}

const HEADS = ['flagged', 'judged', 'wrong', 'precision', 'removed', 'missing', 'recall'] as const;

function Table({
  caption,
  first,
  more = [],
  children,
}: {
  caption: string;
  first: string;
  more?: readonly string[];
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <ScrollingTable label={caption}>
      <table className="table accuracy__table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {[...HEADS, ...more].map((head) => (
              <th key={head} scope="col" className="num">
                {t(`accuracy.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollingTable>
  );
}

function Counts({ row }: { row: Pick<Category, (typeof HEADS)[number]> }) {
  const { number } = useWords();
  const { flagged, judged, wrong, precision, removed, missing, recall } = row;
  return (
    <>
      <td className="num">{number(flagged)}</td>
      <td className="num">{number(judged)}</td>
      <td className="num">{number(wrong)}</td>
      <ShareCell share={precision} of={flagged} />
      <td className="num">{number(removed)}</td>
      <td className="num">{number(missing)}</td>
      <ShareCell share={recall} of={flagged - wrong + missing} />
    </>
  );
}

export function ByCategory({ rows }: { rows: readonly Category[] }) {
  const { t, lang } = useWords();
  return (
    <Table caption={t('accuracy.byCategory')} first={t('accuracy.head.category')} more={['measured']}>
      {rows.map((row) => (
        <tr key={row.category}>
          <th scope="row" className="accuracy__category">
            {t(`category.${row.category}`)}
          </th>
          <Counts row={row} />
          <td className="num grey">
            {row.measured === null
              ? '–'
              : t('accuracy.measured', {
                  precision: percent(lang, row.measured.precision),
                  recall: percent(lang, row.measured.recall),
                })}
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function ByAccount({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useWords();
  return (
    <Table caption={t('accuracy.byAccount')} first={t('monitor.filter.account')}>
      {accounts.map((account) => (
        <tr key={account.accountId}>
          <th scope="row">
            <span className="with-mark">
              <PlatformMark platform={account.platform} />
              <span>
                {account.name}
                <span className="sr-only"> {t(`platform.${account.platform}`)}</span>
              </span>
            </span>
          </th>
          <Counts row={account} />
        </tr>
      ))}
    </Table>
  );
}
