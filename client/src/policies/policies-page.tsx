import { Button } from '@digdir/designsystemet-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ModerationPolicies } from '../../../core/moderation/policies.contract.ts';
import { useAccounts } from '../api/queries.ts';
import '../shared/report/report.css';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Section } from '../shared/report/section.tsx';
import { useMay } from '../shared/session.tsx';
import { Failure } from '../shared/ui/failure.tsx';
import { versionName } from '../shared/version-name.ts';
import { Author } from '../shared/versions.tsx';
import {
  changedCategories,
  type Draft,
  type InForce,
  inForceAt,
  type PolicyScope,
  type Template,
} from './draft.ts';
import { Versions } from './history.tsx';
import { usePolicies, usePolicyHistory, useTrial } from './queries.ts';
import './policies.css';
import { PutInForce } from './put-in-force.tsx';
import { Rules } from './rules.tsx';
import { Trial } from './trial.tsx';
import '../shared/styles/figures.css';

const PERIODS = [30, 90, 365] as const;
const TEMPLATES: readonly Template[] = ['default', 'strict'];
const FORBIDDEN = ['signals', 'language', 'criticism', 'disinformation', 'record', 'person'] as const;

function WhatNever() {
  const { t } = useWords();
  return (
    <details className="figures policy__never">
      <summary>{t('policy.never.title')}</summary>
      <ul>
        {FORBIDDEN.map((category) => (
          <li key={category}>{t(`policy.never.${category}`)}</li>
        ))}
      </ul>
      <p className="grey small">{t('policy.never.hold')}</p>
    </details>
  );
}

function Standing({ inForce }: { inForce: InForce }) {
  const words = useWords();
  const { t, when } = words;
  const now = useNow();
  return (
    <p>
      {t(`policy.inForce.${inForce.from}`, { version: versionName(words, inForce.version) })}
      {inForce.own && (
        <span className="grey">
          {' '}
          {when(inForce.own.createdAt, now)}, <Author by={inForce.own.by} />.
        </span>
      )}
    </p>
  );
}

function Workbench({
  scope,
  scopeName,
  all,
}: {
  scope: PolicyScope;
  scopeName: string;
  all: ModerationPolicies;
}) {
  const { t } = useWords();
  const may = useMay();
  const inForce = useMemo(() => inForceAt(all, scope), [all, scope]);
  const [draft, setDraft] = useState<Draft>(inForce.rules);
  const [days, setDays] = useState<number>(90);
  const trial = useTrial(scope);
  const history = usePolicyHistory(scope);
  // Only what this person put in force replaces the proposal; a colleague's change leaves it as it is.
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) setDraft(inForce.rules);
    follow.current = false;
  }, [inForce]);
  const changed = changedCategories(draft.categories, inForce.rules.categories);
  const change = (next: Draft): void => {
    setDraft(next);
    trial.reset();
  };
  return (
    <>
      <section className="panel" aria-labelledby="policy-rules">
        <h2 id="policy-rules">{t('policy.rules')}</h2>
        <Standing inForce={inForce} />
        <WhatNever />
        <div className="policy__begin">
          <span className="grey small">{t('policy.begin')}</span>
          {TEMPLATES.map((template) => (
            <Button
              key={template}
              variant="secondary"
              data-size="xs"
              onClick={() => change({ base: template, categories: all.templates[template] })}
            >
              {t(`policy.template.${template}.name`)}
            </Button>
          ))}
          {changed.length > 0 && (
            <Button variant="tertiary" data-size="xs" onClick={() => change(inForce.rules)}>
              {t('versions.undo')}
            </Button>
          )}
        </div>
        <Rules draft={draft} changed={changed} onChange={change} />
        <div className="policy__buttons">
          <label className="filter">
            <span>{t('policy.trial.period')}</span>
            <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {PERIODS.map((period) => (
                <option key={period} value={period}>
                  {t('policy.trial.days', { count: period })}
                </option>
              ))}
            </select>
          </label>
          <Button
            variant="secondary"
            aria-busy={trial.isPending || undefined}
            onClick={() => !trial.isPending && trial.mutate({ draft, days })}
          >
            {t('policy.trial.button')}
          </Button>
          {may('policies:write') ? (
            <PutInForce
              scope={scope}
              scopeName={scopeName}
              basedOn={inForce.basedOn}
              draft={draft}
              changed={changed}
              tried={trial.data ?? null}
              days={days}
              own={inForce.own !== null}
              onDone={() => {
                follow.current = true;
                trial.reset();
              }}
            />
          ) : (
            <p className="grey small">{t('policy.readOnly')}</p>
          )}
        </div>
        <div aria-live="polite" aria-busy={trial.isPending}>
          {trial.isPending && <p className="grey">{t('policy.trial.running')}</p>}
          {trial.error && <Failure error={trial.error} onRetry={() => trial.mutate({ draft, days })} />}
          {trial.data && (
            <section aria-labelledby="policy-trial">
              <h3 id="policy-trial">{t('policy.trial.title')}</h3>
              <Trial trial={trial.data} />
            </section>
          )}
        </div>
      </section>
      <Section
        id="policy-history"
        title={t('versions.title')}
        read={history}
        empty={history.data?.versions.length === 0 ? t('policy.history.empty') : null}
      >
        <Versions versions={history.data?.versions ?? []} onTake={change} />
      </Section>
    </>
  );
}

export default function PoliciesPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const accounts = useAccounts().data?.accounts ?? [];
  const { data, error, refetch } = usePolicies();
  const wanted = params.get('account');
  const account = accounts.find(({ id }) => id === wanted);
  const scope = account?.id ?? null;
  const scopeName = account?.name ?? t('versions.wholeMunicipality');
  return (
    <div className="page">
      <div className="page__inner policy">
        <h1>{t('nav.policies')}</h1>
        <p className="grey">{t('policy.intro')}</p>
        <label className="filter policy__place">
          <span>{t('policy.place.label')}</span>
          <select
            value={scope ?? ''}
            onChange={(event) =>
              setParams(event.target.value === '' ? {} : { account: event.target.value }, { replace: true })
            }
          >
            <option value="">{t('versions.wholeMunicipality')}</option>
            {accounts.map(({ id, name, platform }) => (
              <option key={id} value={id}>
                {name} ({t(`platform.${platform}`)})
              </option>
            ))}
          </select>
        </label>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <div className="panel__skeleton" aria-busy="true">
            <span className="sr-only">{t('versions.loading')}</span>
          </div>
        ) : (
          <Workbench key={scope} scope={scope} scopeName={scopeName} all={data} />
        )}
      </div>
    </div>
  );
}
