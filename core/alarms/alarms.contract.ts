/** Alarms in the app: count, account and time, never text, author or category. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { weekSpans } from '../deadlines/deadlines.contract.ts';
import { PLATFORMS } from '../kernel/platform.ts';
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
    /** The first items that it was raised for, to those who see them; never in a mail. */
    items: z.array(
      z.object({
        id: z.string(),
        /** Null: the platform gave none. */
        author: z.string().nullable(),
        platform: z.enum(PLATFORMS),
        publishedAt: instant,
      }),
    ),
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

/** What was raised after the list was read stays unread. */
export const ReadAllRequest = z.object({ until: anyInstant });

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

const webhookKind = z.enum(['teams', 'slack']);
const webhookShown = z.object({ kind: webhookKind, host: z.string() }).nullable();
const webhookGiven = z.object({ kind: webhookKind, url: z.url().max(2000) });

export const AlarmSettingsAnswer = z.object({
  settings: AlarmSettingsShape,
  /** Where the webhook goes; never its address, which is a secret. */
  webhook: webhookShown,
  /** Of what was set here; null: nothing was. */
  version: z.int().nullable(),
  /** Where they were set: for this account, for the municipality, or nowhere yet. */
  from: z.enum(['own', 'municipality', 'default']),
  /** Whether mails can leave: without a mail server alarms stand in the app only. */
  mailServer: z.boolean(),
});
export type AlarmSettingsAnswer = z.infer<typeof AlarmSettingsAnswer>;

export const AlarmSettingsRequest = z.object({
  /** Null: the whole municipality's. */
  accountId: z.string().max(200).nullable(),
  settings: AlarmSettingsShape,
  /**
   * The version that was seen here, null: none. Another one by now is 409 with its number in `present`. Left out:
   * whatever there is gives way.
   */
  basedOn: z.int().nullable().optional(),
  /** Left out: as it is. Null: none. */
  webhook: webhookGiven.nullable().optional(),
});
export type AlarmSettingsRequest = z.infer<typeof AlarmSettingsRequest>;

export const AlarmSettingsHistory = z.object({
  versions: z.array(
    z
      .object({
        version: z.int(),
        createdAt: instant,
        /** Null: set before it was kept who did. */
        by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
        settings: AlarmSettingsShape,
        webhook: webhookShown,
        inForce: z.boolean(),
      })
      .meta({ id: 'AlarmSettingsVersion' }),
  ),
});
export type AlarmSettingsHistory = z.infer<typeof AlarmSettingsHistory>;

export const AlarmTestRequest = z.object({
  /** As in the settings. */
  accountId: z.string().max(200).nullable(),
  /** `mail`: to the caller's own address. */
  channel: z.enum(['mail', 'webhook']),
  /** Left out: the one that is saved. */
  webhook: webhookGiven.optional(),
  language: z.enum(['sv', 'nb', 'en']),
});

export const AlarmTest = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'sent', 'failed']),
    /** A code, such as `http-404` or `ECONNREFUSED`; null while nothing is wrong. */
    cause: z.string().nullable(),
    /** What the other end said, cut short. */
    answer: z.string().nullable(),
  })
  .meta({ id: 'AlarmTest' });
export type AlarmTest = z.infer<typeof AlarmTest>;
