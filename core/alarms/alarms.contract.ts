/** Alarms in the app: count, account and time, never text, author or category. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { weekSpans } from '../deadlines/deadlines.contract.ts';
import { ALARM_KINDS } from './alarm-kind.ts';

export const AlarmShape = z
  .object({
    id: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    kind: z.enum(ALARM_KINDS),
    /** As it stood when the alarm was told. */
    overdue: z.int(),
    soon: z.int(),
    /** Items that nobody has had on screen. */
    unseen: z.int(),
    /** Open items with a picture that nobody may see. */
    blocked: z.int(),
    /** Captures whose record or picture is missing. */
    evidence: z.int(),
    /** How many of the alarms behind it were raised long after their time. */
    late: z.int(),
    at: instant,
    readAt: instant.nullable(),
    /** Path in the app. */
    link: z.string(),
  })
  .meta({ id: 'Alarm' });
export type AlarmShape = z.infer<typeof AlarmShape>;

export const AlarmQuery = z.object({
  unread: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const AlarmList = z.object({
  alarms: z.array(AlarmShape),
  unread: z.int(),
  /** Whether mails to this person are silenced, and until when; null: they are not. */
  mutedUntil: z.union([instant, z.literal('always')]).nullable(),
  /** Nobody is told of anything new before then: it is night, or a day off. Null: they are told now. */
  restUntil: instant.nullable(),
});

export type AlarmList = z.infer<typeof AlarmList>;

export const MuteRequest = z.object({ until: z.union([anyInstant, z.literal('always')]).nullable() });

export const AlarmSettingsShape = z
  .object({
    levels: z
      .array(
        z.object({
          audience: z.enum(['administrators', 'deputies', 'head', 'unit', 'channel']),
          from: z.number().positive().max(1),
          /** In the recipients' working time. */
          afterMinutes: z.int().min(0).max(100_000),
        }),
      )
      .max(20),
    hours: weekSpans,
    always: z.boolean(),
    digestMinutes: z.int().min(1).max(1440),
  })
  .meta({ id: 'AlarmSettings' });

export const AlarmSettingsQuery = z.object({ accountId: z.string().max(200).optional() });

export const AlarmSettingsAnswer = z.object({
  settings: AlarmSettingsShape,
  /** Where the webhook goes; never its address, which is a secret. */
  webhook: z.object({ kind: z.enum(['teams', 'slack']), host: z.string() }).nullable(),
});

export const AlarmSettingsRequest = z.object({
  /** Null: the whole municipality's. */
  accountId: z.string().max(200).nullable(),
  settings: AlarmSettingsShape,
  /** Left out: as it is. Null: none. */
  webhook: z
    .object({ kind: z.enum(['teams', 'slack']), url: z.url().max(2000) })
    .nullable()
    .optional(),
});
