import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { ItemShape, View } from '../../../core/inbox/items.contract.ts';
import { usePeople } from '../api/queries.ts';
import { useWords } from '../shared/i18n/words.ts';
import { inboxPath } from '../shared/inbox-path.ts';
import { useCommands } from '../shared/keys.ts';
import { useNow } from '../shared/now.ts';
import { say } from '../shared/said.ts';
import { useMay, useSession } from '../shared/session.tsx';
import { isWriting } from '../shared/typing.ts';
import { usePhone } from '../shared/use-phone.ts';
import { isView } from '../shared/views.ts';
import { actWords } from './acting/act-words.ts';
import { keepDraftsOnServer } from './acting/draft-sync.ts';
import { useDrafted } from './acting/drafts.ts';
import { RefusedBar } from './acting/refused-bar.tsx';
import { finishes } from './acting/requests.ts';
import { UndoBar } from './acting/undo-bar.tsx';
import { useActing } from './acting/use-acting.ts';
import { useOptimistic } from './acting/use-optimistic.ts';
import { Brief } from './brief.tsx';
import { ItemPane } from './item/item-pane.tsx';
import { ListPane } from './list/list-pane.tsx';
import { neighbour } from './list/list-state.ts';
import { isSettled } from './list/membership.ts';
import { defaultSort, mostUrgent, type Sort } from './list/sorting.ts';
import { useChoosing } from './list/use-choosing.ts';
import { useList } from './list/use-list.ts';
import type { RowsHandle } from './list/virtual-rows.tsx';
import { SearchMarks } from './search-marks.tsx';
import { useNeighbours } from './use-neighbours.ts';
import { useSearch } from './use-search.ts';
import { useSelection } from './use-selection.ts';
import { useTitle } from './use-title.ts';
import './inbox.css';

/** Each view begins in its own order; who chose another keeps it as long as they stay. */
function useSort(view: View): [Sort, (sort: Sort) => void] {
  const [chosen, setChosen] = useState<{ view: View; sort: Sort } | null>(null);
  const sort = chosen?.view === view ? chosen.sort : defaultSort(view);
  return [sort, (next) => setChosen({ view, sort: next })];
}

export function InboxPage() {
  const { t } = useWords();
  const phone = usePhone();
  const now = useNow();
  const { person, undoSeconds } = useSession();
  const params = useParams();
  const view = isView(params.view) ? params.view : 'all';
  const looking = useSearch(view);
  const { text, accountId, filters } = looking;
  const [viewSort, setViewSort] = useSort(view);
  const sort = text === '' ? viewSort : looking.sort;
  const may = useMay();
  const people = usePeople().data?.people ?? [];
  /** What was taken back and is to be written on: its field opens with its words. */
  const [resume, setResume] = useState<{ id: string; kind: 'reply' | 'note' } | null>(null);
  const rows = useRef<RowsHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const { selected, select, leave } = useSelection({
    ...{ view, itemId: params.itemId ?? null, accountId, filters, phone },
  });
  const isIdle = useCallback((quietMs: number) => rows.current?.isIdle(quietMs) ?? true, []);
  const list = useList(
    { view, sort, text, accountId, filters },
    { personId: person.id, isIdle, keep: selected },
  );
  const acting = useActing(undoSeconds);
  const drafted = useDrafted();
  const mayAct = may('items:act');
  useEffect(() => (mayAct ? keepDraftsOnServer() : undefined), [mayAct]);
  const listed = list.state.rows;
  const ids = useMemo(() => listed.map(({ id }) => id), [listed]);
  useNeighbours(ids, selected);
  const choosing = useChoosing(ids, `${inboxPath({ view, accountId, filters })} ${text}`);
  const mayChoose = may('items:register');

  const settled = (item: ItemShape): boolean =>
    (text === '' && isSettled(view, item, { personId: person.id, now, drafted })) ||
    acting.underWay.some(({ itemId, request }) => itemId === item.id && finishes(request));
  useTitle(view, accountId);

  const go = (step: 1 | -1, focus: boolean): string | null => {
    // Looked for only where it is begun: among thousands it takes its time.
    const start = selected !== null && ids.includes(selected) ? null : mostUrgent(listed, sort, settled);
    const next = neighbour(ids, { current: selected, step, start });
    if (next === null) return null;
    select(next, 'replace');
    if (focus) rows.current?.focus(ids.indexOf(next));
    return next;
  };
  /** The focus is never left on nothing. */
  const toRows = (at: 'first' | 'selected'): void => {
    // The rows of a search that is left are about to go, and the focus with them.
    if (at === 'selected' && text !== '') {
      document.getElementById('item-place')?.focus();
      return;
    }
    const index = at === 'first' ? 0 : Math.max(0, ids.indexOf(selected ?? ''));
    const id = ids[index];
    if (id === undefined) return;
    if (at === 'first') select(id, phone ? 'push' : 'replace');
    if (!phone) rows.current?.focus(index);
  };
  /** To its row; where the list has none, to the item itself: no other row has the focus beside it. */
  const toItem = (id: string): void => {
    const index = ids.indexOf(id);
    if (phone) return;
    if (index >= 0) rows.current?.focus(index);
    else document.getElementById('item-place')?.focus();
  };
  const onFinished = (): string | null => {
    // Somebody who went on writing is not taken away from it.
    if (isWriting()) return null;
    const next = go(1, !phone);
    if (next === null && phone) leave();
    return next;
  };
  const goBack = (id: string, kind: 'reply' | null): void => {
    select(id, phone ? 'push' : 'replace');
    if (kind !== null) setResume({ id, kind });
    else toItem(id);
  };
  const act = useOptimistic({ acting, selected, onFinished, onBack: goBack });
  const onOpen = useCallback((id: string) => select(id, phone ? 'push' : 'replace'), [select, phone]);
  const undo = async (): Promise<void> => {
    const back = await acting.undo();
    if (back === null) return;
    if (back.taken) say(t('undo.said', { what: actWords({ t }, back, people) }));
    if (isWriting()) return;
    const { id } = back.item;
    select(id, phone ? 'push' : 'replace');
    const { type } = back.request;
    if (back.taken && (type === 'reply' || type === 'note')) setResume({ id, kind: type });
    else toItem(id);
  };
  /** Shift with an arrow: from the row in hand to the one beside it. */
  const extend = (step: 1 | -1): void => {
    if (!mayChoose || selected === null) return;
    const next = ids[ids.indexOf(selected) + step];
    if (next === undefined || !go(step, true)) return;
    choosing.onRange(next, selected);
  };
  useCommands({
    choose: () => {
      if (mayChoose && selected !== null) choosing.onToggle(selected);
    },
    next: () => go(1, true),
    previous: () => go(-1, true),
    open: () => document.getElementById('item-heading')?.focus(),
    search: () => search.current?.focus(),
    ...((acting.done?.undoable || acting.underWay.length > 0) && { undo: () => void undo() }),
  });
  const row = listed.find(({ id }) => id === selected) ?? null;

  return (
    <SearchMarks.Provider value={looking.query}>
      <div className="inbox" data-reading={selected !== null || undefined}>
        <ListPane
          view={view}
          accountId={accountId}
          sort={sort}
          search={looking}
          searchRef={search}
          onSort={(next) =>
            text !== '' && (next === 'fit' || next === 'newest') ? looking.setSort(next) : setViewSort(next)
          }
          onRows={toRows}
          {...choosing}
          onRange={mayChoose ? choosing.onRange : (id) => select(id, 'replace')}
          onExtend={extend}
          onChoose={mayChoose ? () => choosing.onChosen(choosing.chosen === null ? new Set() : null) : null}
          list={list}
          rowsRef={rows}
          selectedId={selected}
          isSettled={settled}
          hrefOf={(id) => inboxPath({ view, itemId: id, accountId, filters })}
          onOpen={onOpen}
        />
        <section className="item-pane" id="item-place" tabIndex={-1} aria-label={t('item.label')}>
          {selected === null ? (
            <Brief accountId={accountId} onStart={ids.length === 0 ? null : () => go(1, !phone)} />
          ) : (
            <ItemPane
              key={selected}
              id={selected}
              row={row}
              acting={acting}
              onAct={act}
              onStep={(step) => go(step, true)}
              onLeave={leave}
              resume={resume?.id === selected ? resume.kind : null}
              onResumed={() => setResume(null)}
            />
          )}
          <div className="undo-place">
            {acting.problems
              .filter(({ itemId }) => itemId !== selected)
              .map((problem) => (
                <RefusedBar
                  key={problem.itemId}
                  problem={problem}
                  item={listed.find(({ id }) => id === problem.itemId) ?? null}
                  onOpen={() => goBack(problem.itemId, problem.request.type === 'reply' ? 'reply' : null)}
                  onClose={() => acting.forget(problem.itemId)}
                />
              ))}
            <UndoBar acting={acting} onUndo={() => void undo()} />
          </div>
        </section>
      </div>
    </SearchMarks.Provider>
  );
}
