/** Who is told when, as it stands in its form, and as it is sent. */
import type { AlarmSettingsAnswer, AlarmSettingsRequest } from '../../../core/alarms/alarms.contract.ts';
import { readNumber, readWeek, type WeekTexts, weekTexts } from './hours.ts';

type Settings = AlarmSettingsAnswer['settings'];
export type Audience = Settings['levels'][number]['audience'];
export const AUDIENCES = ['administrators', 'deputies', 'head', 'unit', 'channel'] as const;

export interface LevelDraft {
  readonly id: number;
  readonly audience: Audience;
  /** Per cent of the target; 100 is the breach. */
  readonly from: string;
  readonly afterMinutes: string;
}

export interface AlarmDraft {
  readonly levels: readonly LevelDraft[];
  readonly week: WeekTexts;
  readonly always: boolean;
  readonly digestMinutes: string;
  /** `kept`: as it is. */
  readonly channel: 'none' | 'teams' | 'slack';
  /** Empty: the address that is saved. */
  readonly url: string;
}

const percentText = (share: number): string => String(Number((share * 100).toFixed(2)));

export function draftOf({
  settings,
  webhook,
}: Pick<AlarmSettingsAnswer, 'settings' | 'webhook'>): AlarmDraft {
  return {
    levels: settings.levels.map(({ audience, from, afterMinutes }, id) => ({
      id,
      audience,
      from: percentText(from),
      afterMinutes: String(afterMinutes),
    })),
    week: weekTexts(settings.hours),
    always: settings.always,
    digestMinutes: String(settings.digestMinutes),
    channel: webhook?.kind ?? 'none',
    url: '',
  };
}

/** Where a webhook of the draft would go; null: there is none, or it cannot be. */
export function givenWebhook({ channel, url }: AlarmDraft): { kind: 'teams' | 'slack'; url: string } | null {
  const address = url.trim();
  if (channel === 'none' || !URL.canParse(address) || !address.startsWith('https://')) return null;
  return { kind: channel, url: address };
}

/** Which channel a test would reach: the one that is typed, else the saved one of that kind; null: none. */
export function testedChannel(
  draft: AlarmDraft,
  saved: AlarmSettingsAnswer['webhook'],
): 'typed' | 'saved' | null {
  if (givenWebhook(draft) !== null) return 'typed';
  return draft.url.trim() === '' && saved !== null && saved.kind === draft.channel ? 'saved' : null;
}

type Saved = Pick<AlarmSettingsAnswer, 'webhook'>;

function webhookOf(draft: AlarmDraft, { webhook }: Saved): Pick<AlarmSettingsRequest, 'webhook'> {
  const given = givenWebhook(draft);
  if (given !== null) return { webhook: given };
  return draft.channel === 'none' && webhook !== null ? { webhook: null } : {};
}

export function readDraft(
  draft: AlarmDraft,
  saved: Saved,
): { request: Omit<AlarmSettingsRequest, 'accountId'>; wrong: readonly string[] } {
  const wrong: string[] = [];
  const levels = draft.levels.map(({ id, audience, from, afterMinutes }) => {
    const [share, minutes] = [readNumber(from), readNumber(afterMinutes)];
    if (share === null || share <= 0 || share > 100) wrong.push(`from.${id}`);
    if (minutes === null || !Number.isInteger(minutes) || minutes > 100_000) wrong.push(`after.${id}`);
    return { audience, from: (share ?? 0) / 100, afterMinutes: minutes ?? 0 };
  });
  const week = readWeek(draft.week);
  wrong.push(...week.wrong);
  const digest = readNumber(draft.digestMinutes);
  if (digest === null || !Number.isInteger(digest) || digest < 1 || digest > 1440)
    wrong.push('digestMinutes');
  const typed = draft.url.trim() !== '';
  const kept = saved.webhook !== null && saved.webhook.kind === draft.channel && !typed;
  if (draft.channel !== 'none' && !kept && givenWebhook(draft) === null) wrong.push('webhook');
  const settings = { levels, hours: week.spans, always: draft.always, digestMinutes: digest ?? 0 };
  return { request: { settings, ...webhookOf(draft, saved) }, wrong };
}

/** Where the server found something wrong, as the form names its fields. */
export function fieldIn(draft: AlarmDraft, field: string): string {
  const [list, audience] = field.split('.');
  if (list !== 'levels') return field;
  const level = draft.levels.find((of) => of.audience === audience);
  return level === undefined ? 'levels' : `after.${level.id}`;
}
