import { Button } from '@digdir/designsystemet-react';
import { useWords } from '../shared/i18n/words.ts';
import type { useMonitoredList } from './reports.ts';

/** Where a list goes on. */
export function MoreButton({ read }: { read: ReturnType<typeof useMonitoredList> }) {
  const { t } = useWords();
  if (!read.hasNextPage) return null;
  return (
    <Button
      variant="secondary"
      data-size="xs"
      className="no-print"
      disabled={read.isFetchingNextPage}
      onClick={() => void read.fetchNextPage()}
    >
      {t('monitor.more')}
    </Button>
  );
}
