import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMANDS, PAGE_KEYS } from '../../../client/src/shared/keymap.ts';
import { ACTION_STATES, INWARD_ACTIONS, OUTWARD_ACTIONS } from '../../../core/actions/action.ts';
import { BulkAct } from '../../../core/actions/bulk-act.contract.ts';
import { BULK_REFUSALS } from '../../../core/actions/bulk-act.ts';
import { CAUSES } from '../../../core/actions/connector.ts';
import { AlarmShape } from '../../../core/alarms/alarms.contract.ts';
import { DEADLINE_STATES } from '../../../core/deadlines/state.ts';
import { CHAIN_FAULTS } from '../../../core/evidence/chain-fault.ts';
import { PICTURE_CAUSES, PICTURE_STATES } from '../../../core/evidence/picture-state.ts';
import { SCAN_CAUSES } from '../../../core/images/media.ts';
import { QUARANTINE_CAUSES } from '../../../core/inbox/deliveries.contract.ts';
import { CLOSE_REASONS, type EventType, RECORDS_OUTCOMES } from '../../../core/inbox/event.ts';
import { ITEM_STATUSES } from '../../../core/inbox/item.ts';
import { VIEWS } from '../../../core/inbox/items.contract.ts';
import { HIDDEN_SEEN_BY, PLATFORMS } from '../../../core/kernel/platform.ts';
import { ROLES } from '../../../core/kernel/roles.ts';
import { AXES, REMOVAL_REASONS } from '../../../core/moderation/removal.ts';
import {
  CATEGORIES,
  FLAGGED_LEVELS,
  INTENT_FLAGS,
  INTENTS,
  LANGUAGES,
  REGISTRATIONS,
} from '../../../core/moderation/verdict.ts';
import { BREACH_CAUSES, LISTS, REMOVAL_OUTCOMES } from '../../../core/monitoring/monitoring.ts';
import { HAND_OVER_REFUSAL_CODES } from '../../../core/records/hand-over.contract.ts';
import { HAND_OVER_CAUSES, HAND_OVER_STATES } from '../../../core/records/hand-over.ts';
import { ROUTE_KINDS, ROUTE_LANGUAGES } from '../../../core/records/hand-over-route.ts';
import { MISSING_FACTS } from '../../../core/records/not-set.ts';
import { PACKAGE_FORMATS } from '../../../core/records/package-format.ts';
import { OPINION_CAUSES } from '../../../core/second-opinion/second-opinion.ts';

const SOURCE = fileURLToPath(new URL('../../../client/src', import.meta.url));
type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [path + key]: value } : flatten(value, `${path}${key}.`),
    ),
  );
}
const read = (lang: string): Record<string, string> =>
  flatten(JSON.parse(readFileSync(`${SOURCE}/shared/i18n/${lang}.json`, 'utf8')) as Tree);
const sv = read('sv');
const nb = read('nb');
const en = read('en');
const has = (key: string): boolean => key in sv || (`${key}_one` in sv && `${key}_other` in sv);

/** A new type of event does not compile until it stands here, and then needs words. */
const EVENT_TYPES: Readonly<Record<EventType, true>> = {
  'comment.received': true,
  'comment.edited': true,
  'comment.older-revision': true,
  'comment.edited-untold': true,
  'comment.text-fetched': true,
  'comment.text-not-fetched': true,
  'comment.enriched': true,
  'comment.removed': true,
  'comment.hidden': true,
  'comment.unhidden': true,
  'comment.answered': true,
  'classification.failed': true,
  'media.judged': true,
  'context.fetched': true,
  'context.failed': true,
  'deadline.started': true,
  'deadline.stopped': true,
  'deadline.resumed': true,
  'deadline.paused': true,
  'deadline.recomputed': true,
  'deadline.counted': true,
  'deadline.explained': true,
  'deadline.warned': true,
  'deadline.breached': true,
  'action.requested': true,
  'action.finished': true,
  'capture.sealed': true,
  'capture.exported': true,
  'capture.picture': true,
  'capture.failed': true,
  'removal.without-picture': true,
  'item.closed': true,
  'item.reopened': true,
  'item.waiting': true,
  'removal.confirmed': true,
  'removal.consented': true,
  'item.assigned': true,
  'item.snoozed': true,
  'item.tagged': true,
  'item.noted': true,
  'item.note-withdrawn': true,
  'item.seen': true,
  'item.revealed': true,
  'records.decided': true,
  'verdict.corrected': true,
  'second-opinion.given': true,
  'second-opinion.failed': true,
  'hand-over.requested': true,
  'hand-over.changed': true,
};

const BULK_TYPES = BulkAct.options.map(({ shape }) => shape.type.value);

/** Every code of the domain that a sentence is shown for. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  view: VIEWS,
  'deadline.state': DEADLINE_STATES,
  'secondOpinion.cause': OPINION_CAUSES,
  status: ITEM_STATUSES,
  platform: PLATFORMS,
  category: CATEGORIES,
  possible: CATEGORIES,
  level: ['possible', ...FLAGGED_LEVELS],
  intent: INTENTS,
  flag: INTENT_FLAGS,
  registrationLine: REGISTRATIONS,
  language: LANGUAGES,
  cause: CAUSES,
  remedy: CAUSES,
  hideLeaves: [...HIDDEN_SEEN_BY, 'delete', 'report', 'several'],
  visibility: HIDDEN_SEEN_BY.map((who) => `hiddenNow-${who}`),
  outcome: RECORDS_OUTCOMES,
  closeReason: CLOSE_REASONS,
  removalReason: REMOVAL_REASONS,
  'monitor.removal.suspected': REMOVAL_REASONS,
  'monitor.removal.outcome': REMOVAL_OUTCOMES,
  'monitor.cause': BREACH_CAUSES,
  'monitor.behind': LISTS,
  axis: AXES,
  role: ROLES,
  actName: OUTWARD_ACTIONS,
  actState: ACTION_STATES,
  event: Object.keys(EVENT_TYPES).map((type) => type.replaceAll('.', '-')),
  'media.cause': SCAN_CAUSES,
  'package.format': PACKAGE_FORMATS,
  'package.notSet': MISSING_FACTS,
  'chain.fault': CHAIN_FAULTS,
  pictureState: PICTURE_STATES,
  'captures.cause': PICTURE_CAUSES,
  'accounts.quarantine.cause': [...QUARANTINE_CAUSES, 'unknown'],
  alarmKind: AlarmShape.shape.kind.options,
  done: [...OUTWARD_ACTIONS, ...INWARD_ACTIONS],
  problem: [...OUTWARD_ACTIONS, ...INWARD_ACTIONS],
  'handOver.state': HAND_OVER_STATES,
  'handOver.cause': HAND_OVER_CAUSES,
  'handOver.kind': ROUTE_KINDS,
  'handOver.refusal': HAND_OVER_REFUSAL_CODES,
  'boardRoutes.kindName': ROUTE_KINDS,
  'boardRoutes.languageName': ROUTE_LANGUAGES,
  'bulkAct.refusal': BULK_REFUSALS,
  'bulkAct.title': BULK_TYPES,
  'bulkAct.confirm': BULK_TYPES,
  'bulkAct.done': BULK_TYPES,
  key: [...Object.values(COMMANDS), ...Object.values(PAGE_KEYS)],
};

/** Words that another one has replaced: what is hidden is hidden from all, who wrote is the author, who acts by itself is Uppsikt. */
const DROPPED = {
  sv: /\bmaskin(en)?\b|invånare|\bpersonen\b|vilande|låt vila|\bvilar\b|döljning|förfall(er|a)|hålls? inne|hålla inne|tillsyn|desinformation|\bmejl|låt gälla|utgående trafik|förseglat/iu,
  nb: /\bmaskin(en)?\b|innbygger|\bpersonen\b|på vent\b|skjulingen|forfall(er|e)|\btilsyn|desinformasjon|\butvalg|oppvigling|utgående trafikk|mistenkt|sett i kraft|forseglet/iu,
  en: /\bmachine|\bresident\b|\bthe person\b|\bitems?\b|\bresting|\bput to rest|the hide\b|\babusive|\bjudge|e-mail|\balarms?\b|disinformation|outgoing traffic|\bbans?\b|\bbanned|\bfolded\b|\bsealed/iu,
} as const;

describe('the catalogues', () => {
  it('The catalogues hold the same keys', () => {
    expect(Object.keys(nb).sort()).toEqual(Object.keys(sv).sort());
    expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort());
  });
  it('The catalogues fill the same gaps in every language', () => {
    const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/gu) ?? []).sort();
    for (const key of Object.keys(sv)) {
      expect([key, places(nb[key] ?? '')]).toEqual([key, places(sv[key] ?? '')]);
      expect([key, places(en[key] ?? '')]).toEqual([key, places(sv[key] ?? '')]);
    }
  });
  it('The catalogues call one idea by one word', () => {
    const found = Object.entries({
      sv: [sv, DROPPED.sv],
      nb: [nb, DROPPED.nb],
      en: [en, DROPPED.en],
    } as const)
      .flatMap(([lang, [texts, words]]) =>
        Object.entries(texts).map(([key, text]) => ({ lang, key, text, words })),
      )
      .filter(({ text, words }) => words.test(text.replaceAll(/\{\{\w+\}\}/gu, '')))
      .map(({ lang, key, text }) => `${lang} ${key}: ${text}`);
    expect(found).toEqual([]);
  });
  it('The catalogues send people to the police of the account’s country in every language', () => {
    for (const texts of [sv, nb, en]) {
      expect(texts['media.blocked.SE']).toContain('114 14');
      expect(texts['media.blocked.SE']).not.toContain('02800');
      expect(texts['media.blocked.NO']).toContain('02800');
      expect(texts['media.blocked.NO']).not.toContain('114 14');
    }
  });
  it.each(Object.entries(CODES))('The catalogues have words for every code of %s', (group, codes) => {
    expect(codes.filter((code) => !has(`${group}.${code}`))).toEqual([]);
  });
  it('The catalogues have words for every state of every outward action that is shown', () => {
    const shown = ACTION_STATES.filter((state) => state !== 'done' && state !== 'cancelled');
    const wanted = OUTWARD_ACTIONS.flatMap((type) => shown.map((state) => `action.${type}.${state}`));
    expect(wanted.filter((key) => !has(key))).toEqual([]);
  });
  it('The catalogues hold every key that the source names', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/u.test(file),
    );
    const named = files.flatMap((file) =>
      [...readFileSync(`${SOURCE}/${file}`, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/gu)].map(
        ([, key]) => key ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !has(key))).toEqual([]);
  });
});

describe('the component library', () => {
  /** Its built-in strings are Norwegian or English: every component that has one must be given ours. */
  const BUILT_IN = [
    'Lukk dialogvindu',
    'Slett',
    'Fjern alt',
    'Laster',
    'tegn igjen',
    'Clear input',
    'Press to remove',
  ];
  it('The library leaves no Norwegian in the Swedish catalogue', () => {
    for (const text of Object.values(sv)) for (const word of BUILT_IN) expect(text).not.toContain(word);
  });
  it('The library is used only where its strings are replaced', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.tsx'),
    );
    const all = files.map((file) => readFileSync(`${SOURCE}/${file}`, 'utf8')).join('\n');
    for (const dialog of all.match(/<Dialog\b[\s\S]*?>/gu) ?? []) expect(dialog).toContain('closeButton={');
    expect(all).not.toMatch(
      /<(Suggestion|Search\.Clear|Chip\.Removable|Spinner|Pagination|Field\.Counter)\b/u,
    );
    expect(all).not.toMatch(/\bloading=/u);
  });
});
