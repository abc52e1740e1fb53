import { expect, test } from '@jest/globals';
import { ALARM_KINDS } from '../../../../core/alarms/alarm-kind.ts';

test('A breach comes before a warning in the alphabet, which decides between two kinds of one window', () => {
  expect([...ALARM_KINDS].sort()).toEqual(['blocked', 'breach', 'evidence', 'unseen', 'warning']);
});
