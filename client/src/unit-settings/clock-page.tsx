import { Button } from '@digdir/designsystemet-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';
import { HOUR_MS } from '../../../core/deadlines/civil.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import type { StoredPolicyShape } from '../../../core/deadlines/deadlines.contract.ts';
import type { Country } from '../../../core/kernel/platform.ts';
import { ApiError } from '../api/http.ts';
import { useAccounts } from '../api/queries.ts';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { instantOnWall } from '../shared/format.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { Section } from '../shared/report/section.tsx';
import { useMay } from '../shared/session.tsx';
import { Failure } from '../shared/ui/failure.tsx';
import { useSettled } from '../shared/use-settled.ts';
import { versionName } from '../shared/version-name.ts';
import { Author, Version } from '../shared/versions.tsx';
import { type Place, usePolicies, usePolicyVersions, usePreview, usePutPolicy } from './calls.ts';
import {
  type ClockDraft,
  draftOf,
  fieldIn,
  type Policy,
  readDraft,
  TEMPLATES,
  templateOf,
} from './clock-draft.ts';
import { ClockForm } from './clock-form.tsx';
import { PlaceChoice, PutButtons, usePlace, useWrong } from './parts.tsx';
import { Effect, Preview } from './preview.tsx';
import './unit-settings.css';

type Stored = z.infer<typeof StoredPolicyShape>;

/** What holds here now: set here, taken over from the municipality, or the country's default. */
function inForceAt(policies: readonly Stored[], { place, country }: { place: Place; country: Country }) {
  const own = policies.find(({ accountId, policy }) => accountId === place && policy.country === country);
  const above = policies.find(({ accountId, policy }) => accountId === null && policy.country === country);
  const stored = own ?? above;
  const basedOn = own?.version ?? null;
  if (stored)
    return {
      policy: stored.policy,
      from: own ? 'own' : 'municipality',
      at: stored.createdAt,
      basedOn,
    } as const;
  const { version: _version, ...policy } = defaultPolicy(country);
  return { policy: structuredClone(policy) as Policy, from: 'default', at: null, basedOn } as const;
}

function Templates({ country, onTake }: { country: Country; onTake: (draft: ClockDraft) => void }) {
  const { t } = useWords();
  return (
    <div className="unit__buttons">
      <span className="grey small">{t('clockSettings.begin')}</span>
      {TEMPLATES.map((template) => (
        <Button
          key={template}
          type="button"
          variant="secondary"
          data-size="xs"
          onClick={() => onTake(templateOf(country, template))}
        >
          {t(`clockSettings.template.${template}`, { country: t(`country.${country}`) })}
        </Button>
      ))}
    </div>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 409;

const refusedField = (error: unknown): string | null =>
  error instanceof ApiError && error.status === 422 ? (error.field ?? 'target') : null;

function Workbench({
  place,
  name,
  country,
  policies,
}: {
  place: Place;
  name: string;
  country: Country;
  policies: readonly Stored[];
}) {
  const words = useWords();
  const { t, when, number } = words;
  const now = useNow();
  const may = useMay()('accounts:write');
  const inForce = useMemo(() => inForceAt(policies, { place, country }), [policies, place, country]);
  const start = useMemo(() => draftOf(inForce.policy), [inForce]);
  const [draft, setDraft] = useState(start);
  /** What the draft was begun from, whatever is read anew meanwhile. */
  const [basedOn, setBasedOn] = useState(inForce.basedOn);
  const [moment, setMoment] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) {
      setDraft(start);
      setBasedOn(inForce.basedOn);
    }
    follow.current = false;
  }, [start, inForce]);
  const read = useMemo(() => readDraft(draft), [draft]);
  const chosen = moment === '' ? null : instantOnWall(moment).toISOString();
  const settled = useSettled(
    JSON.stringify({ policy: read.wrong.length > 0 ? null : read.policy, moment: chosen }),
  );
  const preview = usePreview(place, JSON.parse(settled) as { policy: Policy | null; moment: string | null });
  const put = usePutPolicy(place);
  const refused = refusedField(preview.error);
  const wrong = new Set([...read.wrong, ...(refused === null ? [] : [fieldIn(draft, refused)])]);
  const wrongAt = useWrong(wrong);
  const history = usePolicyVersions(place);
  const changed = JSON.stringify(read.policy) !== JSON.stringify(readDraft(start).policy);
  const change = (some: Partial<ClockDraft>): void => {
    setSaid('');
    setDraft((before) => ({ ...before, ...some }));
  };
  const send = (): void =>
    put.mutate(
      { policy: read.policy, basedOn },
      {
        onError: (error) => {
          // What applies now is shown, and the change made once more.
          follow.current = isStale(error);
        },
        onSuccess: () => {
          follow.current = true;
          setAsking(false);
          setSaid(t('clockSettings.done'));
        },
      },
    );
  return (
    <>
      <section className="panel" aria-labelledby="clock-rules">
        <h2 id="clock-rules">{t('clockSettings.rules')}</h2>
        <p>
          {t(`clockSettings.from.${inForce.from}`)}
          {inForce.at !== null && <span className="grey"> {when(inForce.at, now)}.</span>}
        </p>
        {may && <Templates country={country} onTake={change} />}
        <fieldset className="unit__all" disabled={!may}>
          <legend className="sr-only">{t('clockSettings.rules')}</legend>
          <ClockForm draft={draft} wrongAt={wrongAt} onChange={change} />
        </fieldset>
        <PutButtons
          may={may}
          changed={changed}
          wrong={wrong.size}
          said={said}
          onPut={() => setAsking(true)}
          onUndo={() => change(start)}
        />
      </section>
      <Preview
        preview={wrong.size > 0 ? undefined : preview.data}
        error={refused === null ? preview.error : null}
        pending={preview.isFetching}
        moment={moment}
        onMoment={setMoment}
        onRetry={() => void preview.refetch()}
      />
      <Section
        id="clock-history"
        title={t('versions.title')}
        read={history}
        empty={history.data?.versions.length === 0 ? t('unitSettings.noHistory') : null}
      >
        <ol className="plain versions">
          {history.data?.versions.map(({ version, createdAt, by, policy, inForce: current }) => (
            <Version
              key={version}
              name={versionName(words, version)}
              current={current}
              facts={[
                when(createdAt, now),
                <Author key="by" by={by} />,
                t('clockSettings.targetOf', {
                  count: policy.targetMs / HOUR_MS,
                  shown: number(policy.targetMs / HOUR_MS),
                }),
                t(`clockSettings.clocks.${policy.clock}`),
                ...(policy.targetSource === null ? [] : [policy.targetSource]),
              ]}
              onTake={may ? () => change(draftOf(policy)) : null}
            />
          ))}
        </ol>
      </Section>
      {asking && (
        <FormDialog
          title={t('clockSettings.putTitle')}
          confirm={t('versions.put')}
          busy={put.isPending}
          problem={put.error ? { error: put.error, stale: false } : null}
          onSubmit={send}
          onClose={() => {
            setAsking(false);
            put.reset();
          }}
        >
          <p>{t('versions.where', { place: name })}</p>
          {preview.data && <Effect effect={preview.data.effect} />}
          <p>{t('clockSettings.putNow')}</p>
        </FormDialog>
      )}
    </>
  );
}

const mostCommon = <T,>(all: readonly T[]): T | undefined =>
  [...Map.groupBy(all, (value) => value).values()].sort((a, b) => b.length - a.length)[0]?.[0];

export default function ClockPage() {
  const { t } = useWords();
  const { place, name } = usePlace();
  const [params, setParams] = useSearchParams();
  const accounts = useAccounts();
  const policies = usePolicies();
  const error = accounts.error ?? policies.error;
  const of = accounts.data?.accounts ?? [];
  const common = policies.data?.policies.find(({ accountId }) => accountId === null)?.policy.country;
  const countries = [...new Set(of.map((account) => account.country))];
  const asked = countries.find((known) => known === params.get('country'));
  const usual = common ?? mostCommon(of.map((account) => account.country)) ?? 'SE';
  const country = of.find(({ id }) => id === place)?.country ?? asked ?? usual;
  return (
    <div className="page">
      <div className="page__inner unit">
        <h1>{t('nav.clock-settings')}</h1>
        <p className="grey">{t('clockSettings.intro')}</p>
        <PlaceChoice place={place} />
        {place === null && countries.length > 1 && (
          <label className="filter unit__place">
            <span>{t('clockSettings.country')}</span>
            <select value={country} onChange={({ target }) => setParams({ country: target.value })}>
              {countries.map((known) => (
                <option key={known} value={known}>
                  {t(`country.${known}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {error ? (
          <Failure error={error} onRetry={() => void Promise.all([accounts.refetch(), policies.refetch()])} />
        ) : accounts.data === undefined || policies.data === undefined ? (
          <div className="panel__skeleton" aria-busy="true">
            <span className="sr-only">{t('versions.loading')}</span>
          </div>
        ) : (
          <Workbench
            key={`${place} ${country}`}
            place={place}
            name={name}
            country={country}
            policies={policies.data.policies}
          />
        )}
      </div>
    </div>
  );
}
