import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { sayDeadline } from '../../shared/deadline-words.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { DeadlineShape } from '../../shared/ui/deadline-shape.tsx';
import { canCount } from './abilities.ts';
import './deadline-line.css';

/** One tinted line: by when, and how long that is. */
export function DeadlineLine({ item }: { item: ItemShape }) {
  const { t, span, when } = useWords();
  const now = useNow();
  const { tone, key, spanMs, at } = sayDeadline(item.deadline, now);
  const values = { span: spanMs === null ? '' : span(spanMs), at: at ? when(at, now) : '' };
  const stopped = item.deadline.stoppedAt;
  return (
    <p className={`due-line due-line--${tone}`}>
      <DeadlineShape tone={tone} />
      <span>
        <strong>
          {t(`deadlineLine.${key}`, {
            ...values,
            at: stopped && tone === 'none' ? when(stopped, now) : values.at,
          })}
        </strong>
        {tone !== 'none' && ` · ${t(`deadlineLine.${key}More`, values)}`}
        {tone === 'none' && item.deadline.breached && ` · ${t('deadlineLine.tooLate')}`}
        {canCount(item) && !item.deadline.counts && (
          <>
            {' · '}
            <strong>{t('chip.leftOut')}</strong>
          </>
        )}
      </span>
    </p>
  );
}
