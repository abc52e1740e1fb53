import { expect, test } from '@jest/globals';
import { dataOf, HINT_OPTIONS, JOB_NAMES, JOBS, jobId } from '../../../../../core/kernel/queue/jobs.ts';

const row = { tenantId: 'main', _id: 'abc', attempts: 3 };

test('A hint carries ids alone, whatever else its row holds', () => {
  const wide = { ...row, text: 'Hej', state: 'pending' };
  expect(dataOf(wide)).toEqual({ tenantId: 'main', rowId: 'abc', revision: 3 });
});

test('An id is made of name, row and revision, without a colon, and differs after another try', () => {
  for (const name of JOB_NAMES) {
    expect(jobId(name, dataOf(row))).toBe(`${name}-abc-3`);
    expect(jobId(name, dataOf({ ...row, attempts: 4 }))).not.toBe(jobId(name, dataOf(row)));
    expect(name).not.toContain(':');
  }
});

test('A job that has ended leaves no id behind that would swallow the next hint', () => {
  expect(HINT_OPTIONS).toMatchObject({ removeOnComplete: true, removeOnFail: true });
});

test('Every job is tried more than once and holds at least one at a time', () => {
  for (const { concurrency, maxAttempts } of Object.values(JOBS)) {
    expect(concurrency).toBeGreaterThan(0);
    expect(maxAttempts).toBeGreaterThan(1);
  }
});
