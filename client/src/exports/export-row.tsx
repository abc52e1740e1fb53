import { Button } from '@digdir/designsystemet-react';
import type { BulkExportShape } from '../../../core/records/bulk-export.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { fileOf, isBeingMade, useCancel } from './calls.ts';

const MEGABYTE = 1_000_000;

function Progress({ of: { total, done, leftOut } }: { of: BulkExportShape }) {
  const { t } = useWords();
  if (total === null) return <p>{t('exports.counting')}</p>;
  const words = t('exports.progress', { done: done + leftOut, total });
  return (
    <p className="export-row__progress">
      <progress max={total} value={done + leftOut} aria-label={words} />
      <span>{words}</span>
    </p>
  );
}

function Outcome({ of }: { of: BulkExportShape }) {
  const { t, number } = useWords();
  if (isBeingMade(of)) return <Progress of={of} />;
  if (of.state === 'failed') return <p>{t(`exports.cause.${of.cause ?? 'worker-lost'}`)}</p>;
  if (of.state !== 'ready') return <p className="grey">{t(`exports.state.${of.state}`)}</p>;
  const size = number(Math.max(of.bytes / MEGABYTE, 0.1), 1);
  return (
    <>
      <p>{t('exports.ready', { count: of.done, size })}</p>
      {of.leftOut > 0 && <p>{t('exports.leftOut', { count: of.leftOut })}</p>}
    </>
  );
}

export function ExportRow({ of, names }: { of: BulkExportShape; names: ReadonlyMap<string, string> }) {
  const words = useWords();
  const { t, when } = words;
  const now = useNow();
  const cancel = useCancel();
  const isReady = of.state === 'ready';
  const title = of.accountIds.map((id) => names.get(id) ?? t('exports.unknownAccount')).join(', ');
  return (
    <li className="export-row">
      <h3 className="export-row__name">{title}</h3>
      <p className="grey small">
        {t('exports.span', { from: of.from, to: of.to })}, {t(`package.format.${of.format}`)}
        {of.abusive && `, ${t('exports.onlyAbusive')}`}
      </p>
      <div aria-live="polite">
        <Outcome of={of} />
      </div>
      {isReady && of.expiresAt !== null && (
        <p className="grey small">{t('exports.until', { at: when(of.expiresAt, now) })}</p>
      )}
      <div className="export-row__buttons">
        {isReady && (
          <a className="export-row__file" href={fileOf(of.id)} download>
            {t('exports.download')}
            <span className="sr-only">: {title}</span>
          </a>
        )}
        {(isReady || isBeingMade(of)) && (
          <Button
            variant="tertiary"
            data-color="neutral"
            data-size="xs"
            aria-busy={cancel.isPending || undefined}
            onClick={() => cancel.mutate(of.id)}
          >
            {t(isReady ? 'exports.throwAway' : 'exports.stop')}
            <span className="sr-only">: {title}</span>
          </Button>
        )}
      </div>
      {cancel.error && <p role="alert">{errorWords(words, cancel.error)}</p>}
    </li>
  );
}
