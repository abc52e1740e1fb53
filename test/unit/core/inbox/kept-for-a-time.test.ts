/** What the store forgets by itself. */
import { expect, test } from '@jest/globals';
import { Notices } from '../../../../core/alarms/notices.store.ts';
import { WorkLog } from '../../../../core/inbox/work-log.store.ts';
import { ReportMails } from '../../../../core/monitoring/report-schedules.store.ts';

const DAY = 24 * 3600;
const forgotten = ({ indexes }: Pick<typeof WorkLog, 'indexes'>) =>
  indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);

test('The log of work and the mails of reports are kept for 400 days, a test message for one, an alarm’s message as it is', () => {
  expect(forgotten(WorkLog)).toEqual([{ keys: { at: 1 }, expireAfterSeconds: 400 * DAY }]);
  expect(forgotten(ReportMails)).toEqual([{ keys: { createdAt: 1 }, expireAfterSeconds: 400 * DAY }]);
  expect(forgotten(Notices)).toEqual([
    { keys: { createdAt: 1 }, partial: { kind: 'test' }, expireAfterSeconds: DAY },
  ]);
});
