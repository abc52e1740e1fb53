import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BulkAct, BulkActType } from '../../../../core/actions/bulk-act.contract.ts';
import { ActDialog, asks } from './act-dialog.tsx';
import { type BulkTarget, countBulkAct } from './bulk-calls.ts';
import { BulkRun, CountingDialog } from './bulk-run.tsx';

interface Props {
  readonly type: BulkActType;
  readonly target: BulkTarget;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** What is to be done, then how many that would be and which not, then it is done, and its end can be taken back. */
export default function BulkDialog({ type, target, onStarted, onClose }: Props) {
  const counted = useMutation({ mutationFn: (act: BulkAct) => countBulkAct(act, target) });
  const { mutate } = counted;
  // Once, when it opens: the target is another object at every drawing.
  useEffect(() => {
    if (!asks(type)) mutate({ type });
  }, [type, mutate]);
  if (counted.data) return <BulkRun begun={counted.data} onStarted={onStarted} onClose={onClose} />;
  if (asks(type))
    return (
      <ActDialog
        type={type}
        busy={counted.isPending}
        error={counted.error}
        onCount={mutate}
        onClose={onClose}
      />
    );
  return (
    <CountingDialog type={type} error={counted.error} onRetry={() => mutate({ type })} onClose={onClose} />
  );
}
