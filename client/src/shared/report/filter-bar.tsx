import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { parseDate } from '../../../../core/deadlines/civil.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../i18n/words.ts';
import { useNow } from '../now.ts';
import { dateText, type Filters, linkWith, PRESETS, presetOf, presetPeriod } from './filters.ts';
import './report.css';

/** `children`: what stands at its end. */
export function FilterBar({ filters, children }: { filters: Filters; children: ReactNode }) {
  const { t } = useWords();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const accounts = useAccounts().data?.accounts ?? [];
  const boards = [...new Set(accounts.map(({ board }) => board))].sort((a, b) => a.localeCompare(b, 'sv'));
  const change = (values: Record<string, string | number | null>): void =>
    setParams(new URLSearchParams(linkWith(params, values)));
  const chosen = presetOf(filters, now);
  const onDate = (name: 'from' | 'to', text: string): void => {
    const day = parseDate(text);
    if (day === null) return;
    const other = name === 'from' ? Math.max(day, filters.to) : Math.min(day, filters.from);
    change({ [name]: text, [name === 'from' ? 'to' : 'from']: dateText(other) });
  };
  return (
    <div className="filters">
      <fieldset className="filters__presets">
        <legend className="sr-only">{t('monitor.filter.period')}</legend>
        {PRESETS.map((preset) => {
          const { from, to } = presetPeriod(preset, now);
          return (
            <button
              key={preset}
              type="button"
              className="preset"
              aria-pressed={preset === chosen}
              onClick={() => change({ from: dateText(from), to: dateText(to) })}
            >
              {t(`monitor.preset.${preset}`)}
            </button>
          );
        })}
      </fieldset>
      <label className="filter">
        <span>{t('monitor.filter.from')}</span>
        <input type="date" value={dateText(filters.from)} onChange={(e) => onDate('from', e.target.value)} />
      </label>
      <label className="filter">
        <span>{t('monitor.filter.to')}</span>
        <input type="date" value={dateText(filters.to)} onChange={(e) => onDate('to', e.target.value)} />
      </label>
      <label className="filter">
        <span>{t('monitor.filter.account')}</span>
        <select value={filters.account ?? ''} onChange={(e) => change({ account: e.target.value || null })}>
          <option value="">{t('monitor.filter.allAccounts')}</option>
          {accounts.map(({ id, name, platform }) => (
            <option key={id} value={id}>
              {name} ({t(`platform.${platform}`)})
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('monitor.filter.board')}</span>
        <select value={filters.board ?? ''} onChange={(e) => change({ board: e.target.value || null })}>
          <option value="">{t('monitor.filter.allBoards')}</option>
          {boards.map((board) => (
            <option key={board}>{board}</option>
          ))}
        </select>
      </label>
      {children}
    </div>
  );
}
