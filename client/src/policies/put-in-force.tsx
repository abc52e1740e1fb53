import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { Category } from '../../../core/moderation/verdict.ts';
import { FormDialog } from '../shared/dialog/form-dialog.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import type { Draft, PolicyScope } from './draft.ts';
import { usePutInForce } from './queries.ts';

interface Props {
  readonly scope: PolicyScope;
  readonly scopeName: string;
  readonly basedOn: string | null;
  readonly draft: Draft;
  readonly changed: readonly Category[];
  /** The very draft was tried on history. */
  readonly tried: boolean;
  /** The scope has rules of its own that it could give up. */
  readonly own: boolean;
  readonly onDone: () => void;
}

/** Asks once more before what judges every new comment is changed. */
export function PutInForce({ scope, scopeName, basedOn, draft, changed, tried, own, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const [asking, setAsking] = useState<'put' | 'drop' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const put = usePutInForce(scope, basedOn);
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
      <Button disabled={changed.length === 0} onClick={() => setAsking('put')}>
        {t('policy.put.button')}
      </Button>
      {own && (
        <Button variant="tertiary" data-color="neutral" onClick={() => setAsking('drop')}>
          {t(scope === null ? 'policy.put.dropMunicipality' : 'policy.put.dropAccount')}
        </Button>
      )}
      <output className="small">{done === null ? '' : t('policy.put.done', { version: done })}</output>
      {asking && (
        <FormDialog
          title={t(`policy.put.${asking}Title`)}
          confirm={t(`policy.put.${asking}Confirm`)}
          busy={put.isPending}
          problem={null}
          onSubmit={() => send(asking === 'put' ? draft : null)}
          onClose={() => {
            setAsking(null);
            put.reset();
          }}
        >
          <p>{t('policy.put.where', { place: scopeName })}</p>
          {asking === 'put' && (
            <p>
              {t('policy.put.changes', { count: changed.length })}{' '}
              {changed.map((category) => t(`policy.category.${category}`)).join(', ')}.
            </p>
          )}
          <p>{t('policy.put.fromNowOn')}</p>
          {asking === 'put' && !tried && (
            <Caution>
              <p>{t('policy.put.notTried')}</p>
            </Caution>
          )}
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
