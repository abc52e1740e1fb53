import { EyeSlashIcon, ImageIcon } from '@navikt/aksel-icons';
import { memo } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { beginningOf } from '../../../../core/inbox/text-form.ts';
import { sayDeadline } from '../../shared/deadline-words.ts';
import { langOf } from '../../shared/i18n/text-language.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { DeadlineShape } from '../../shared/ui/deadline-shape.tsx';
import { NamedIcon } from '../../shared/ui/icons.tsx';
import { PlatformMark } from '../../shared/ui/platform-mark.tsx';
import { veiledBy } from '../../shared/veil.ts';
import { veilWords } from '../../shared/veil-words.ts';
import { rowChips } from '../chips.ts';
import { picturesOf } from '../item/attachments.ts';
import { RowPresence } from '../item/presence.tsx';
import { MarkedExcerpt, MarkedName } from '../search-marks.tsx';
import './row.css';

export interface RowProps {
  readonly item: ItemShape;
  readonly href: string;
  readonly now: number;
  readonly unread: boolean;
  readonly selected: boolean;
  readonly settled: boolean;
  readonly assigneeName: string | null;
  /** The reader has written about it and not sent it. */
  readonly drafted: boolean;
  /** The one row that Tab leads to; the arrows lead on from it. */
  readonly isStop: boolean;
  readonly onOpen: (id: string) => void;
  /** Shift with the pointer: all rows from the last chosen one to this one are. */
  readonly onRange: (id: string) => void;
  /** It has the focus now. */
  readonly onReach: (id: string) => void;
  readonly onArrow: (id: string, step: 1 | -1) => void;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

function Deadline({ item, now }: Pick<RowProps, 'item' | 'now'>) {
  const { t, span, when } = useWords();
  const { tone, key, spanMs, at } = sayDeadline(item.deadline, now);
  return (
    <span className={`due due--${tone}`}>
      <DeadlineShape tone={tone} />
      {t(`deadline.${key}`, { span: spanMs === null ? '' : span(spanMs), at: at ? when(at, now) : '' })}
    </span>
  );
}

const shortened = (text: string): string => beginningOf(text, 300);

function Words({ item }: Pick<RowProps, 'item'>) {
  const { t } = useWords();
  const name = item.author?.name ?? t('author.unknown');
  const veil = veiledBy(item);
  const isVeiled = veil.length > 0;
  return (
    <span className={`row__text${isVeiled ? ' row__text--one' : ''}`}>
      <bdi className="row__author">
        <MarkedName name={name} />
      </bdi>{' '}
      {isVeiled ? (
        <span className="row__folded">
          <EyeSlashIcon className="icon" aria-hidden="true" /> {veilWords({ t }, veil)}
        </span>
      ) : (
        <bdi lang={langOf(item.language)}>
          {item.text === '' ? (
            t(item.attachments.length > 0 ? 'text.onlyMedia' : 'text.empty')
          ) : (
            <MarkedExcerpt text={item.text} cut={shortened} />
          )}
        </bdi>
      )}
    </span>
  );
}

/** That there is something to look at; the pane says what. */
function Pictures({ item }: Pick<RowProps, 'item'>) {
  const { t, number } = useWords();
  const count = picturesOf(item);
  if (count === 0) return null;
  const words = t('attachment.image', { count });
  return (
    <span className="row__pictures" title={words}>
      <ImageIcon className="icon" aria-hidden="true" />
      {count > 1 && <span aria-hidden="true">{number(count)}</span>}
      <span className="sr-only">{words}. </span>
    </span>
  );
}

export const Row = memo(function Row(props: RowProps) {
  const { item, href, now, unread, selected, settled, assigneeName, drafted } = props;
  const { isStop, onOpen, onRange, onReach, onArrow } = props;
  const { t } = useWords();
  const state = item.status === 'open' ? null : item.status;
  return (
    <a
      className="row"
      href={href}
      id={`row-${item.id}`}
      data-unread={unread || undefined}
      data-settled={settled || undefined}
      aria-current={selected ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onReach(item.id)}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onArrow(item.id, step);
      }}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        if (event.shiftKey) onRange(item.id);
        else onOpen(item.id);
      }}
    >
      {unread && <span className="sr-only">{t('row.unread')} </span>}
      <span className="row__top">
        <Deadline item={item} now={now} />
        <span className="row__platform">
          <Pictures item={item} />
          <PlatformMark platform={item.platform} />
          <span className="row__platform-name">{t(`platform.${item.platform}`)}</span>
        </span>
      </span>
      <Words item={item} />
      <span className="row__chips">
        {drafted && (
          <span className="chip chip--strong">
            <NamedIcon name="drafts" /> {t('chip.draft')}
          </span>
        )}
        {item.visibility !== 'public' && (
          <span className="chip">
            <EyeSlashIcon className="icon" aria-hidden="true" /> {t(`visibility.${item.visibility}`)}
          </span>
        )}
        {settled && state && <span className="chip chip--strong">{t(`status.${state}`)}</span>}
        {rowChips(item).map(({ key, icon, weight }) => (
          <span key={key} className={`chip chip--${weight}`}>
            <NamedIcon name={icon} /> {t(key)}
          </span>
        ))}
        <RowPresence itemId={item.id} />
        {assigneeName !== null && (
          <span className="row__assignee" title={assigneeName}>
            <span className="sr-only">{t('row.assigned', { name: assigneeName })}</span>
            <Avatar name={assigneeName} small />
          </span>
        )}
      </span>
    </a>
  );
});
