/** The list behind a figure, as it stands in the URL. */
import { LISTS, type MonitoringList } from '../../../core/monitoring/monitoring.ts';

export interface ListChoice {
  readonly of: MonitoringList;
  readonly weekday: number | null;
  readonly hour: number | null;
}

const oneOf = (text: string | null, below: number): number | null => {
  const number = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= 0 && number < below ? number : null;
};

export function readList(params: URLSearchParams): ListChoice | null {
  const of = LISTS.find((list) => list === params.get('list'));
  if (of === undefined) return null;
  return { of, weekday: oneOf(params.get('weekday'), 7), hour: oneOf(params.get('hour'), 24) };
}
