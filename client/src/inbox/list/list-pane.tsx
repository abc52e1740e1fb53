import { Button, SkipLink } from '@digdir/designsystemet-react';
import { ArrowUpIcon } from '@navikt/aksel-icons';
import { type RefObject, useRef } from 'react';
import type { ItemShape, View } from '../../../../core/inbox/items.contract.ts';
import { useViews } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Failure } from '../../shared/ui/failure.tsx';
import { type Choosing, ChoosingBar } from './choosing.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListHeader, type ListHeaderProps } from './list-header.tsx';
import { RowSkeletons } from './row-skeletons.tsx';
import type { ListHandle } from './use-list.ts';
import { useSpokenArrivals } from './use-spoken-arrivals.ts';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';
import './list.css';

export interface ListPaneProps extends Omit<ListHeaderProps, 'position'>, Choosing {
  readonly list: ListHandle;
  readonly rowsRef: RefObject<RowsHandle | null>;
  readonly selectedId: string | null;
  readonly isSettled: (item: ItemShape) => boolean;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
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
  const { list, rowsRef, selectedId, isSettled, hrefOf, onOpen, view, accountId, text, chosen, onChosen } =
    props;
  const { t } = useWords();
  const pane = useRef<HTMLElement>(null);
  const { phase, rows, waiting, cursor } = list.state;
  const inView = useViews(accountId).data?.[view] ?? null;
  const total = text !== '' ? null : inView;
  const at = rows.findIndex(({ id }) => id === selectedId);
  const count = cursor === null ? rows.length : Math.max(total ?? 0, rows.length);
  useSpokenArrivals(list.state);
  const show = (): void => {
    list.show();
    rowsRef.current?.toTop();
  };
  return (
    <section className="list-pane" aria-label={t('list.label')} ref={pane}>
      <ListHeader
        {...props}
        position={at < 0 || (text !== '' && cursor !== null) ? null : { n: at + 1, count }}
      />
      <NewLine count={waiting.length} onShow={show} />
      {phase === 'loading' && <RowSkeletons />}
      {phase === 'failed' && <Failure error={list.error} onRetry={list.reload} />}
      {phase === 'ready' && rows.length === 0 && <EmptyList view={view} searching={text !== ''} />}
      {phase === 'ready' && rows.length > 0 && (
        <>
          {/* Every row is a stop of the Tab key. */}
          <SkipLink className="list-skip" href="#item-place">
            {t('list.skip')}
          </SkipLink>
          <VirtualRows
            ref={rowsRef}
            list={list}
            total={total}
            selectedId={selectedId}
            isSettled={isSettled}
            hrefOf={hrefOf}
            onOpen={onOpen}
            chosen={chosen}
            onChosen={onChosen}
          />
        </>
      )}
      {list.state.more === 'failed' && (
        <p className="list-more" role="alert">
          {t('list.moreFailed')}{' '}
          <Button variant="tertiary" data-size="xs" onClick={list.loadMore}>
            {t('error.again')}
          </Button>
        </p>
      )}
      <ChoosingBar chosen={chosen} onChosen={onChosen} rows={rows} />
    </section>
  );
}
