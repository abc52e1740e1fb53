import { useState } from 'react';
import { Link } from 'react-router';
import type { PolicyTrial } from '../../../core/moderation/policies.contract.ts';
import { useDetail } from '../api/queries.ts';
import { langOf } from '../shared/i18n/text-language.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useMay } from '../shared/session.tsx';
import { Caution } from '../shared/ui/notice.tsx';
import { ScrollingTable } from '../shared/ui/scrolling-table.tsx';
import { versionName } from '../shared/version-name.ts';
import '../shared/styles/figures.css';
import { PerDay } from './per-day.tsx';

type ByCategory = PolicyTrial['byCategory'][number];
const STEPS = ['flag', 'hold', 'hide'] as const;

const says = ({ now, proposed }: ByCategory): boolean =>
  STEPS.some((step) => now[step] > 0 || proposed[step] > 0);
const differs = ({ now, proposed }: ByCategory): boolean =>
  STEPS.some((step) => now[step] !== proposed[step]);

/** What it is now and what it would be; one figure where nothing changes. */
function Change({ now, then }: { now: number; then: number }) {
  const { t, number } = useWords();
  if (now === then) return <>{number(now)}</>;
  return (
    <span className="trial__change">
      <span className="sr-only">
        {t('policy.trial.fromTo', { now: number(now), proposed: number(then) })}
      </span>
      <span aria-hidden="true">
        {number(now)} → <strong>{number(then)}</strong>
      </span>
    </span>
  );
}

function Example({ example }: { example: ByCategory['examples'][number] }) {
  const { t } = useWords();
  const { data, error } = useDetail(example.itemId);
  const path = inboxPath({ view: 'all', itemId: example.itemId, accountId: null });
  return (
    <li className="trial__example">
      <span className="small grey">
        {example.now === example.proposed
          ? t(`policy.decision.${example.now}`)
          : `${t(`policy.decision.${example.now}`)} → ${t(`policy.decision.${example.proposed}`)}`}
      </span>
      {data ? (
        <p lang={langOf(data.item.language)} dir="auto">
          {data.item.text === '' ? t('text.empty') : data.item.text}
        </p>
      ) : (
        <p className="grey">{t(error ? 'policy.trial.exampleGone' : 'policy.trial.exampleLoading')}</p>
      )}
      <Link to={path}>{t('policy.trial.open')}</Link>
    </li>
  );
}

/** The texts are read when they are asked for: they may be coarse. */
function Examples({ of }: { of: ByCategory }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('policy.trial.examplesOf', {
          category: t(`policy.category.${of.category}`),
          count: of.examples.length,
        })}
      </summary>
      {open && (
        <ul className="plain trial__examples">
          {of.examples.map((example) => (
            <Example key={example.itemId} example={example} />
          ))}
        </ul>
      )}
    </details>
  );
}

function Sentences({ trial }: { trial: PolicyTrial }) {
  const words = useWords();
  const { t, number } = words;
  const { now, proposed, items } = trial;
  const shown = ({ none, ...rest }: PolicyTrial['now']['decisions']) => rest.flag + rest.hold + rest.hide;
  const values = {
    count: items,
    items: number(items),
    shownNow: number(shown(now.decisions)),
    shownThen: number(shown(proposed.decisions)),
    hiddenNow: number(now.outOfSight),
    hiddenThen: number(proposed.outOfSight),
    version: versionName(words, now.version),
  };
  return (
    <>
      <p>
        <strong>{t('policy.trial.summary', values)}</strong>
      </p>
      {trial.changes.length === 0 && <p>{t('policy.trial.same')}</p>}
      {trial.truncated && <p className="grey small">{t('policy.trial.truncated', values)}</p>}
      {trial.accountsLeftOut > 0 && (
        <p className="grey small">{t('policy.trial.leftOut', { count: trial.accountsLeftOut })}</p>
      )}
      {trial.notClassified > 0 && (
        <p className="grey small">{t('policy.trial.notClassified', { count: trial.notClassified })}</p>
      )}
    </>
  );
}

export function Trial({ trial }: { trial: PolicyTrial }) {
  const { t } = useWords();
  const may = useMay();
  const rows = trial.byCategory.filter(says);
  if (trial.items === 0) return <p className="panel__empty">{t('policy.trial.empty')}</p>;
  return (
    <div className="trial">
      <Sentences trial={trial} />
      <PerDay trial={trial} />
      {rows.length > 0 && (
        <ScrollingTable label={t('policy.trial.title')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('policy.column.category')}</th>
                {STEPS.map((step) => (
                  <th key={step} scope="col" className="num">
                    {t(`policy.decision.${step}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ category, now, proposed }) => (
                <tr key={category}>
                  <th scope="row">{t(`policy.category.${category}`)}</th>
                  {STEPS.map((step) => (
                    <td key={step} className="num">
                      <Change now={now[step]} then={proposed[step]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollingTable>
      )}
      <p className="grey small">{t('policy.trial.hideNote')}</p>
      {may('items:read') ? (
        [...rows]
          .sort((a, b) => Number(differs(b)) - Number(differs(a)))
          .filter(({ examples }) => examples.length > 0)
          .map((result) => <Examples key={result.category} of={result} />)
      ) : (
        <Caution>
          <p>{t('policy.trial.noReading')}</p>
        </Caution>
      )}
    </div>
  );
}
