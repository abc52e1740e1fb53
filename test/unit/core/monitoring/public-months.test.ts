import { describe, expect, it } from '@jest/globals';
import { type CommitteeInput, committeeFigures } from '../../../../core/monitoring/committee-report.ts';
import { BREACH_CAUSES } from '../../../../core/monitoring/monitoring.ts';

const attainment = (met: number, answeredLate: number) => {
  const due = met + answeredLate;
  const rest = { unanswered: 0, endedLate: 0, closed: 0, removed: 0 };
  return { fellDue: due, due, met, answeredLate, ...rest, share: due === 0 ? null : met / due };
};

const figures = (version: 'public' | 'internal', whole: boolean) => {
  const months = [
    { year: 2026, month: 1, whole: true, attainment: attainment(19, 1) },
    { year: 2026, month: 2, whole: true, attainment: attainment(20, 10) },
  ];
  return committeeFigures({
    version,
    whole,
    monitoring: { period: { attainment: attainment(39, 11) }, accounts: [], boards: [] },
    trend: { months, causes: Object.fromEntries(BREACH_CAUSES.map((cause) => [cause, 0])) },
    removals: { reasons: [] },
    owed: [],
  } as unknown as CommitteeInput).months.map(({ due, share }) => [due, share]);
};

describe('the months of a report', () => {
  it('A share from which a small number could be worked out is left out for one account', () => {
    expect(figures('public', false)).toEqual([
      [20, null],
      [30, 20 / 30],
    ]);
  });
  it('Of the whole municipality, and inside it, everything is said', () => {
    expect(figures('public', true)[0]).toEqual([20, 0.95]);
    expect(figures('internal', false)[0]).toEqual([20, 0.95]);
  });
});
