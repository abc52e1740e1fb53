import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { forwardRef, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { isUnread, seen } from '../../api/seen.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { lastKeyAt } from '../../shared/keys.ts';
import { useNow } from '../../shared/now.ts';
import { useStore } from '../../shared/store.ts';
import { isWriting } from '../../shared/typing.ts';
import { usePhone } from '../../shared/use-phone.ts';
import { useDrafted } from '../acting/drafts.ts';
import { ChooseBox } from './choosing.tsx';
import { useJumps } from './jumps.ts';
import { usePointerOver } from './pointer-over.ts';
import { Row } from './row.tsx';
import { rowPx, veilsOf } from './row-size.ts';
import type { Choosing } from './use-choosing.ts';
import type { ListHandle } from './use-list.ts';
import { useStop } from './use-stop.ts';

export interface RowsHandle {
  readonly toTop: () => void;
  /** Brings the row into sight and gives it the focus. */
  readonly focus: (index: number) => void;
  readonly isIdle: (quietMs: number) => boolean;
}

interface Props extends Choosing {
  readonly list: ListHandle;
  /** How many there are, loaded or not; null: nobody has counted. */
  readonly total: number | null;
  readonly selectedId: string | null;
  readonly isSettled: (item: ItemShape) => boolean;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  /** Shift with an arrow: the row in hand and the one beside it are chosen. */
  readonly onExtend: (step: 1 | -1) => void;
}

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
  const { list, total, selectedId, isSettled, hrefOf, onOpen, onExtend, onRange } = props;
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
  const veils = useMemo(() => veilsOf(rows), [rows]);
  const stop = useStop({
    rows,
    selectedId,
    onStep: (index) => {
      const row = rows[index];
      // A phone has no room beside the list: there the arrows only look.
      if (row && !phone) onOpen(row.id);
      focusAt(index);
    },
  });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowPx(rows[index], phone) + (headingAt(index) === null ? 0 : HEADING_PX),
    // Another function is another list to the library, which then measures thousands of rows anew at every key.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 6,
    // The selected row stays mounted, and the one with the focus, or that would fall to the body when it scrolls away.
    rangeExtractor: useCallback(
      (range: Range) => {
        const inSight = defaultRangeExtractor(range);
        const kept = [selectedIndex, stop.index].filter((index) => index >= 0);
        return [...new Set([...inSight, ...kept])].sort((a, b) => a - b);
      },
      [selectedIndex, stop.index],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size, a heading and a veil ask for another measuring.
  useEffect(() => virtual.measure(), [virtual, phone, fresh, veils]);
  useImperativeHandle(ref, () => ({
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
    focus: (index) => focusAt(index),
    isIdle: (quietMs) =>
      (scroller.current?.scrollTop ?? 0) < 8 && !pointer.isOver() && Date.now() - lastKeyAt() >= quietMs,
  }));

  const focusAt = (index: number): void => {
    virtual.scrollToIndex(index, { align: 'auto' });
    focusRow(`row-${rows[index]?.id}`);
  };
  const onJump = useJumps(list, {
    at: selectedIndex,
    page: () => Math.floor((scroller.current?.clientHeight ?? 0) / rowPx(undefined, phone)),
    go: (index) => {
      const id = rows[index]?.id;
      if (id !== undefined && !phone) onOpen(id);
      focusAt(index);
    },
  });

  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const stopIndex = stop.index >= 0 ? stop.index : (virtual.range?.startIndex ?? 0);
  useEffect(() => {
    if (cursor !== null && more === 'idle' && last >= rows.length - AHEAD) list.loadMore();
  }, [cursor, more, last, rows.length, list.loadMore]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows in it have the focus; it hears what they leave.
    <div
      className="rows"
      ref={scroller}
      onKeyDown={(event) => {
        onJump(event);
        if (!event.shiftKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
        event.preventDefault();
        onExtend(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
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
              aria-setsize={
                cursor === null ? rows.length : total === null ? -1 : Math.max(total, rows.length)
              }
              aria-posinset={index + 1}
              style={{ height: virtualSize, transform: `translateY(${start}px)` }}
            >
              {heading !== null && <h2 className="rows__heading">{heading}</h2>}
              <ChooseBox {...props} item={item} isStop={index === stopIndex} />
              <Row
                item={item}
                href={hrefOf(item.id)}
                now={now}
                unread={isUnread(item, known, now)}
                selected={item.id === selectedId}
                drafted={drafted.has(item.id)}
                settled={isSettled(item)}
                assigneeName={assignee && (people?.find(({ id }) => id === assignee)?.name ?? assignee)}
                isStop={index === stopIndex}
                onOpen={onOpen}
                onRange={onRange}
                onReach={stop.onReach}
                onArrow={stop.onArrow}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
});
