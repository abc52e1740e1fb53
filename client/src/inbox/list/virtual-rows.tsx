import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { forwardRef, useCallback, useEffect, useImperativeHandle, useRef } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { lastKeyAt } from '../../shared/keys.ts';
import { useNow } from '../../shared/now.ts';
import { useStore } from '../../shared/store.ts';
import { isWriting } from '../../shared/typing.ts';
import { usePhone } from '../../shared/use-phone.ts';
import { useDrafted } from '../acting/drafts.ts';
import { ChooseBox, type Choosing } from './choosing.tsx';
import { usePointerOver } from './pointer-over.ts';
import { Row } from './row.tsx';
import { isUnread, seen } from './seen.ts';
import type { ListHandle } from './use-list.ts';

export interface RowsHandle {
  readonly toTop: () => void;
  /** Brings the row into sight and gives it the focus. */
  readonly focus: (index: number) => void;
  readonly isIdle: (quietMs: number) => boolean;
}

interface Props extends Choosing {
  readonly list: ListHandle;
  readonly selectedId: string | null;
  readonly isSettled: (item: ItemShape) => boolean;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

const ROW_PX = 92;
const PHONE_ROW_PX = 100;
/** So many rows before the end the next page is asked for: it has come before a fast hand is there. */
const AHEAD = 25;
/** Over what is new, and over what follows it. */
const HEADING_PX = 28;

let latestFocus = 0;
/** The row is mounted only after the scroll has been painted, which may take some frames. The latest call holds. */
function focusRow(id: string, frames = 60, focus = ++latestFocus): void {
  requestAnimationFrame(() => {
    // Who has begun to write meanwhile keeps the focus.
    if (focus !== latestFocus || isWriting()) return;
    const row = document.getElementById(id);
    if (row) row.focus({ preventScroll: true });
    else if (frames > 0) focusRow(id, frames - 1, focus);
  });
}

export const VirtualRows = forwardRef<RowsHandle, Props>(function VirtualRows(props, ref) {
  const { list, selectedId, isSettled, hrefOf, onOpen, chosen, onChosen } = props;
  const { rows, fresh, cursor, more } = list.state;
  const { t } = useWords();
  const now = useNow();
  const known = useStore(seen);
  const drafted = useDrafted();
  const phone = usePhone();
  const people = usePeople().data?.people;
  const scroller = useRef<HTMLDivElement>(null);
  const pointer = usePointerOver(scroller);
  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);
  const headingAt = (index: number): string | null => {
    if (fresh === 0) return null;
    if (index === 0) return t('list.freshHeading');
    return index === fresh ? t(`sort.${list.state.sort}`) : null;
  };
  const size = phone ? PHONE_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => size + (headingAt(index) === null ? 0 : HEADING_PX),
    // Another function is another list to the library, which then measures thousands of rows anew at every key.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 6,
    // The selected row stays mounted, or the focus would fall to the body when it scrolls out of sight.
    rangeExtractor: useCallback(
      (range: Range) => {
        const inSight = defaultRangeExtractor(range);
        return selectedIndex < 0 || inSight.includes(selectedIndex)
          ? inSight
          : [...inSight, selectedIndex].sort((a, b) => a - b);
      },
      [selectedIndex],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size, and a heading, ask for another measuring.
  useEffect(() => virtual.measure(), [virtual, size, fresh]);
  useImperativeHandle(ref, () => ({
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
    focus: (index) => {
      virtual.scrollToIndex(index, { align: 'auto' });
      const id = rows[index]?.id;
      focusRow(`row-${id}`);
    },
    isIdle: (quietMs) =>
      (scroller.current?.scrollTop ?? 0) < 8 && !pointer.isOver() && Date.now() - lastKeyAt() >= quietMs,
  }));

  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (cursor !== null && more === 'idle' && last >= rows.length - AHEAD) list.loadMore();
  }, [cursor, more, last, rows.length, list.loadMore]);

  return (
    <div className="rows" ref={scroller}>
      <ul className="rows__all" style={{ height: virtual.getTotalSize() }} aria-label={t('list.label')}>
        {visible.map(({ index, key, start, size: virtualSize }) => {
          const item = rows[index];
          if (!item) return null;
          const assignee = item.assignee;
          const heading = headingAt(index);
          return (
            <li
              key={key}
              className="rows__one"
              aria-setsize={cursor === null ? rows.length : -1}
              aria-posinset={index + 1}
              style={{ height: virtualSize, transform: `translateY(${start}px)` }}
            >
              {heading !== null && <h2 className="rows__heading">{heading}</h2>}
              <ChooseBox item={item} chosen={chosen} onChosen={onChosen} />
              <Row
                item={item}
                href={hrefOf(item.id)}
                now={now}
                unread={isUnread(item, known)}
                selected={item.id === selectedId}
                drafted={drafted.has(item.id)}
                settled={isSettled(item)}
                assigneeName={assignee && (people?.find(({ id }) => id === assignee)?.name ?? assignee)}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
});
