import { Button } from '@digdir/designsystemet-react';
import { ArrowUpIcon } from '@navikt/aksel-icons';
import { type RefObject, useRef } from 'react';
import type { ItemShape, View } from '../../../../core/inbox/items.contract.ts';
import { useViews } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { BulkUnderWay } from '../bulk/bulk-under-way.tsx';
import { ChoosingBar } from './choosing.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListHeader, type ListHeaderProps } from './list-header.tsx';
import { RowSkeletons } from './row-skeletons.tsx';
import { useSpokenHits } from './search-note.tsx';
import type { Choosing } from './use-choosing.ts';
import type { ListHandle } from './use-list.ts';
import { useSpokenArrivals } from './use-spoken-arrivals.ts';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';
import './list.css';

export interface ListPaneProps extends Omit<ListHeaderProps, 'hits' | 'position'>, Choosing {
  readonly list: ListHandle;
  readonly rowsRef: RefObject<RowsHandle | null>;
  readonly selectedId: string | null;
  readonly isSettled: (item: ItemShape) => boolean;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onExtend: (step: 1 | -1) => void;
  readonly view: View;
}

function NewLine({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useWords();
  return (
    <div className="new-place">
      {count > 0 && (
        <button type="button" className="new-line" onClick={onShow}>
          <ArrowUpIcon aria-hidden="true" /> {t('list.new', { count })}
        </button>
      )}
    </div>
  );
}

export function ListPane(props: ListPaneProps) {
  const { list, rowsRef, view, search, accountId, sort, selectedId } = props;
  const { t } = useWords();
  const pane = useRef<HTMLElement>(null);
  const { phase, rows, waiting, hits, cursor } = list.state;
  const isLimited = search.text !== '' || Object.keys(search.filters).length > 0;
  const counted = useViews(accountId).data?.[view] ?? null;
  const total = isLimited ? null : counted;
  const at = rows.findIndex(({ id }) => id === selectedId);
  const count = cursor === null ? rows.length : Math.max(total ?? 0, rows.length);
  useSpokenArrivals(list.state);
  useSpokenHits(hits);
  const show = (): void => {
    list.show();
    rowsRef.current?.toTop();
  };
  // As the list itself is asked for: a search is of all views.
  const matching = {
    ...search.filters,
    sort,
    ...(search.text === '' ? { view } : { text: search.text }),
    ...(accountId !== null && { accountId }),
  };
  return (
    <section className="list-pane" aria-label={t('list.label')} ref={pane}>
      <ListHeader
        {...props}
        hits={hits}
        position={at < 0 || (isLimited && cursor !== null) ? null : { n: at + 1, count }}
      />
      <NewLine count={waiting.length} onShow={show} />
      {phase === 'loading' && <RowSkeletons searching={search.text !== ''} />}
      {phase === 'failed' && <Failure error={list.error} onRetry={list.reload} />}
      {phase === 'ready' && rows.length === 0 && (
        <EmptyList
          view={view}
          searching={search.text !== ''}
          limited={Object.keys(search.filters).length > 0}
        />
      )}
      {phase === 'ready' && rows.length > 0 && <VirtualRows {...props} total={total} ref={rowsRef} />}
      {list.state.more === 'failed' && (
        <p className="list-more" role="alert">
          {t('list.moreFailed')}{' '}
          <Button variant="tertiary" data-size="xs" onClick={list.loadMore}>
            {t('error.again')}
          </Button>
        </p>
      )}
      <BulkUnderWay enabled={props.onChoose !== null} />
      <ChoosingBar {...props} rows={rows} matching={matching} />
    </section>
  );
}
