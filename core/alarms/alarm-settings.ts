/** Who is told of an alarm, and when they may be disturbed: what one municipality or one account has chosen. Pure. */
import { WEEKDAYS } from '../deadlines/civil.ts';
import { checkSpans, PolicyError, type WeekSpans } from '../deadlines/deadline-policy.ts';
import { invalid } from '../kernel/errors.ts';

/** `channel`: the webhook to Teams or Slack. */
const AUDIENCES = ['administrators', 'deputies', 'head', 'unit', 'channel'] as const;
export type Audience = (typeof AUDIENCES)[number];

export interface AlarmLevel {
  readonly audience: Audience;
  /** Least share of the target whose alarm reaches them; 1 is the breach. */
  readonly from: number;
  /** How long after it, in minutes of the recipients' working time. */
  readonly afterMinutes: number;
}

export interface AlarmSettings {
  readonly levels: readonly AlarmLevel[];
  /** The recipients' working time, on the working days of the account's calendar. */
  readonly hours: WeekSpans;
  /** True: also at night and on days off. */
  readonly always: boolean;
  /** One message per recipient and this many minutes. */
  readonly digestMinutes: number;
}

const OFFICE = [{ from: 8 * 60, to: 17 * 60 }];

/** Administrators at every warning; the others once the breach has stood for a while. */
export const DEFAULT_ALARMS: AlarmSettings = {
  levels: [
    { audience: 'administrators', from: 0.5, afterMinutes: 0 },
    { audience: 'channel', from: 1, afterMinutes: 0 },
    { audience: 'deputies', from: 1, afterMinutes: 60 },
    { audience: 'head', from: 1, afterMinutes: 240 },
    { audience: 'unit', from: 1, afterMinutes: 540 },
  ],
  hours: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
  always: false,
  digestMinutes: 15,
};

function checkHours(hours: WeekSpans): void {
  try {
    for (const day of WEEKDAYS) checkSpans(hours[day] ?? [], `on ${day}`, `spans.${day}`);
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message, { field: error.field });
    throw error;
  }
}

/** @throws 422 with a sentence that says what to change. */
export function checkAlarms(settings: AlarmSettings): void {
  const { levels, hours, digestMinutes, always } = settings;
  if (!levels.some(({ audience, from }) => audience === 'administrators' && from <= 1))
    throw invalid('The administrators must be told of a breach.', { field: 'levels.administrators' });
  const wrong = levels.find(({ from, afterMinutes }) => !(from > 0 && from <= 1) || !(afterMinutes >= 0));
  if (wrong !== undefined)
    throw invalid('A level begins between 0 and 1 and its delay is not negative.', {
      field: `levels.${wrong.audience}`,
    });
  checkHours(hours);
  if (!always && !WEEKDAYS.some((day) => hours[day]?.length))
    throw invalid('Give the hours in which alarms may be sent.', { field: 'hours' });
  if (!Number.isInteger(digestMinutes) || digestMinutes < 1 || digestMinutes > 1440)
    throw invalid('Messages are collected for 1 to 1,440 whole minutes.', { field: 'digestMinutes' });
}
