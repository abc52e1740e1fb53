/** An alarm's figures as keys of the catalogue; what is zero is not said, and where nothing is left, that is. */
import type { AlarmShape } from '../../../core/alarms/alarms.contract.ts';

export interface Figure {
  readonly key: 'overdue' | 'soon' | 'unseen' | 'blocked' | 'evidence' | 'late' | 'settled';
  readonly count: number;
}

/** An alarm of an account that nobody has looked through speaks of the unseen only, one of a blocked picture of that. */
export function figuresOf(
  alarm: Pick<AlarmShape, 'kind' | 'overdue' | 'soon' | 'unseen' | 'blocked' | 'evidence' | 'late'>,
): Figure[] {
  const keys: readonly Exclude<Figure['key'], 'settled'>[] =
    alarm.kind === 'unseen'
      ? ['unseen', 'late']
      : alarm.kind === 'blocked'
        ? ['blocked']
        : alarm.kind === 'evidence'
          ? ['evidence']
          : ['overdue', 'soon', 'late'];
  const figures = keys.flatMap((key) => (alarm[key] > 0 ? [{ key, count: alarm[key] }] : []));
  return figures.length > 0 ? figures : [{ key: 'settled', count: 0 }];
}

/** Only a path of our own is followed. */
export const linkOf = ({ link, accountId }: Pick<AlarmShape, 'link' | 'accountId'>): string =>
  /^\/(?!\/)/u.test(link) ? link : `/inbox/breached?accountId=${encodeURIComponent(accountId)}`;
