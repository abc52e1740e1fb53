import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { PolicyTrial } from '../../../core/moderation/policies.contract.ts';
import type { Category } from '../../../core/moderation/verdict.ts';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { versionName } from '../shared/version-name.ts';
import type { Draft, PolicyScope } from './draft.ts';
import { PerDay } from './per-day.tsx';
import { usePutInForce, useTrial } from './queries.ts';

interface Props {
  readonly scope: PolicyScope;
  readonly scopeName: string;
  readonly basedOn: string | null;
  readonly draft: Draft;
  readonly changed: readonly Category[];
  /** What the very draft would have done with history; null: not tried yet. */
  readonly tried: PolicyTrial | null;
  /** How far back a trial looks. */
  readonly days: number;
  /** The scope has rules of its own that it could give up. */
  readonly own: boolean;
  readonly onDone: () => void;
}

/** Nobody puts in force what they have not been told the measure of. */
function Measure({ trial, failed }: { trial: PolicyTrial | undefined; failed: boolean }) {
  const { t } = useWords();
  if (failed)
    return (
      <Caution>
        <p>{t('policy.put.notTried')}</p>
      </Caution>
    );
  if (trial === undefined) return <p className="grey">{t('policy.trial.running')}</p>;
  if (trial.items === 0) return <p>{t('policy.trial.empty')}</p>;
  return <PerDay trial={trial} />;
}

/** Asks once more before what judges every new comment is changed, and says how many a day that would be. */
export function PutInForce(props: Props) {
  const { scope, scopeName, basedOn, draft, changed, tried, days, own, onDone } = props;
  const words = useWords();
  const { t } = words;
  const [asking, setAsking] = useState<'put' | 'drop' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const put = usePutInForce(scope, basedOn);
  const trial = useTrial(scope);
  const measured = asking === 'put' && tried !== null ? tried : trial.data;
  const ask = (question: 'put' | 'drop'): void => {
    setAsking(question);
    trial.reset();
    if (question === 'drop' || tried === null)
      trial.mutate({ draft: question === 'put' ? draft : null, days });
  };
  const send = (rules: Draft | null): void =>
    put.mutate(rules, {
      onSuccess: ({ version }) => {
        setAsking(null);
        setDone(version);
        onDone();
      },
    });
  return (
    <>
      <Button disabled={changed.length === 0} onClick={() => ask('put')}>
        {t('versions.put')}
      </Button>
      {own && (
        <Button variant="tertiary" data-color="neutral" onClick={() => ask('drop')}>
          {t(scope === null ? 'policy.put.dropMunicipality' : 'policy.put.dropAccount')}
        </Button>
      )}
      <output className="small">
        {done === null ? '' : t('policy.put.done', { version: versionName(words, done) })}
      </output>
      {asking && (
        <FormDialog
          title={t(`policy.put.${asking}Title`)}
          confirm={t(`policy.put.${asking}Confirm`)}
          busy={put.isPending || trial.isPending}
          problem={null}
          onSubmit={() => send(asking === 'put' ? draft : null)}
          onClose={() => {
            setAsking(null);
            put.reset();
          }}
        >
          <p>{t('versions.where', { place: scopeName })}</p>
          {asking === 'put' && (
            <p>
              {t('policy.put.changes', { count: changed.length })}{' '}
              {changed.map((category) => t(`policy.category.${category}`)).join(', ')}.
            </p>
          )}
          <p>{t('policy.put.fromNowOn')}</p>
          <div aria-live="polite" aria-busy={trial.isPending}>
            <Measure trial={measured} failed={trial.isError} />
          </div>
          {put.error && (
            <Caution live>
              <p>{errorWords(words, put.error)}</p>
            </Caution>
          )}
        </FormDialog>
      )}
    </>
  );
}
