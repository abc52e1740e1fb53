import { Button } from '@digdir/designsystemet-react';
import { lazy, Suspense, useState } from 'react';
import type { BulkActShape } from '../../../../core/actions/bulk-act.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { isUnderWay, useBulkActs } from './bulk-calls.ts';
import './bulk.css';

const BulkRun = lazy(async () => ({ default: (await import('./bulk-run.tsx')).BulkRun }));

/** What goes on though its window was closed: how far it has come, and the way back to it. */
export function BulkUnderWay({ enabled }: { enabled: boolean }) {
  const { t } = useWords();
  const [shown, setShown] = useState<BulkActShape | null>(null);
  const act = useBulkActs(enabled).data?.acts.find(isUnderWay);
  return (
    <>
      {act && shown === null && (
        <div className="bulk-under-way">
          <span>
            {t(`bulkAct.title.${act.act.type}`)}:{' '}
            {t('bulkAct.running', { done: act.total - act.counts.waiting, total: act.total })}
          </span>
          <Button variant="tertiary" data-size="xs" onClick={() => setShown(act)}>
            {t('bulkAct.show')}
          </Button>
        </div>
      )}
      {shown !== null && (
        <Suspense fallback={null}>
          <BulkRun begun={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
