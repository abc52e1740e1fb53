/** What is asked of each route so that all its queries are made. A new route does not compile without an entry. */
import type { RouteName } from '../../../core/contract/routes.contract.ts';
import { VIEWS } from '../../../core/inbox/items.contract.ts';
import { CATEGORIES } from '../../../core/moderation/verdict.ts';
import { LISTS } from '../../../core/monitoring/monitoring.ts';
import { ACTION_REQUESTS } from './action-requests.ts';

/** What there is to be named. */
export interface Named {
  readonly itemId: string;
  readonly actionId: string;
  readonly captureId: string;
  readonly accountId: string;
  readonly board: string;
  /** ISO 8601. */
  readonly now: string;
  readonly monthAgo: string;
}

/** What follows the path and its `:id`, the body, and the id. */
export interface Asked {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  /** Nothing is there that it could be asked of: the look-up is made, and the answer is 404, 409 or 422. */
  readonly refused?: true;
}

const SORTS = ['due', 'severity', 'newest'] as const;
/** What a person takes a filter to: every status, and what is open. */
const FILTERED = [{}, { view: 'all' }] as const;

const CLAIM = { language: 'sv', topic: '', claim: 'Badet stängs', correction: 'Nej', ask: 'Badet', on: true };
const nothing: readonly Asked[] = [{}];

const lists = ({ accountId, now }: Named): Asked[] =>
  SORTS.flatMap((sort) => [
    ...VIEWS.map((view) => ({ query: { view, sort, limit: 20 } })),
    { query: { sort, limit: 20 } },
    { query: { sort, accountId, limit: 20 } },
    ...FILTERED.flatMap((view) => [
      // What is not there must not be looked for in the archive either.
      { query: { ...view, sort, category: CATEGORIES[0], limit: 20 } },
      { query: { ...view, sort, category: CATEGORIES[0], accountId, limit: 20 } },
      { query: { ...view, sort, platform: 'facebook', limit: 20 } },
      { query: { ...view, sort, platform: 'youtube', limit: 20 } },
    ]),
    { query: { sort, since: now } },
    { query: { sort, externalId: 'e30' } },
    { query: { sort, externalId: 'nobody' } },
  ]);

const searches: readonly Asked[] = [
  ...SORTS.flatMap((sort) => [
    { body: { text: 'ord17', sort } },
    { body: { text: 'någon', sort } },
    { body: { text: 'nobody', sort } },
    { body: { text: 'ord17 kommun', view: 'all', sort } },
  ]),
  // By fit: as they are written, as beginnings, two of them, and with what must not be there.
  ...['ord1710', 'någon', 'ord17', 'någon ord1710', '"någon" -ord1710'].map((text) => ({
    body: { text, limit: 20 },
  })),
  { body: { text: 'ord17', from: '2026-01-01', to: '2026-01-31' } },
];

const ONE_WEEK = { mon: [{ from: 480, to: 1020 }] };
const SETTINGS = {
  levels: [{ audience: 'administrators', from: 1, afterMinutes: 0 }],
  hours: ONE_WEEK,
  always: false,
  digestMinutes: 15,
};
const POLICY = {
  ...{ country: 'SE', timeZone: 'Europe/Stockholm', targetMs: 86_400_000, targetSource: null },
  ...{ clock: 'weekdays', spans: {}, eves: 'off', saturdayCounts: false },
  ...{ halfDays: {}, openings: [], closures: [], warnAt: [0.5] },
};

const BOARD_ROUTE = {
  settings: { kind: 'email', to: 'registrator@exempel.se' },
  formats: ['pdf'],
  language: 'sv',
};

/** In this order: what is removed is removed last. */
export function requestsOf(named: Named): Readonly<Record<RouteName, readonly Asked[]>> {
  const { itemId, actionId, captureId, accountId, now, monthAgo: from } = named;
  const item = { id: itemId };
  const none = { id: 'none', refused: true } as const;
  const month = [{ query: { from, to: now } }, { query: { from, to: now, accountId } }];
  const monitored = LISTS.map((of) => ({ query: { from, to: now, of } }));
  return {
    signIn: [{ body: { token: 'x'.repeat(43) }, refused: true }],
    readSession: nothing,
    setPersonalSettings: [{ body: { showsVeiled: true }, refused: true }],
    listAccounts: nothing,
    addAccount: [{ body: {}, refused: true }],
    changeAccount: [{ ...none, body: { name: 'Sidan' } }],
    setAccountToken: [{ ...none, body: { token: 'x' } }],
    setAccountOutgoing: [{ ...none, body: { outgoing: 'active' } }],
    disconnectAccount: [none],
    listPeople: nothing,
    listMembers: nothing,
    addMember: [{ body: { email: 'moa@exempel.se', role: 'moderator' } }],
    changeMember: [{ ...none, body: { name: 'Moa' } }],
    removeMember: [{ ...none, body: {} }],
    inviteMember: [{ ...none, body: {} }],
    listKeys: nothing,
    makeKey: [{ body: { name: 'Nyckel', role: 'auditor' } }],
    revokeKey: [none],
    listQuarantined: nothing,
    retryDelivery: [{ ...none, body: {} }],
    retryDeliveries: [{ body: {} }],
    listItems: lists(named),
    searchItems: searches,
    countViews: [{}, { query: { accountId } }],
    readItem: [item, none],
    seeItem: [{ ...item, body: {} }],
    revealItem: [{ ...item, body: { revision: 1, start: 0, end: 1 }, refused: true }],
    listEvents: [item],
    saveDraft: [{ ...item, body: { kind: 'reply', text: 'Hej', seen: null } }],
    listDrafts: nothing,
    act: Object.values(ACTION_REQUESTS).map((body) => ({ ...item, body, refused: true })),
    prepareBulkAct: [
      { body: { type: 'close', reason: 'other', items: [{ id: itemId, version: 1 }] } },
      { body: { type: 'assign', to: null, matching: { view: 'breached' } } },
    ],
    listBulkActs: nothing,
    readBulkAct: [none],
    startBulkAct: [{ ...none, body: {} }],
    undoBulkAct: [{ ...none, body: {} }],
    saveView: [
      {
        body: {
          type: 'own',
          name: 'Hot',
          filters: { view: 'all', category: CATEGORIES[0], platform: 'facebook', accountId },
        },
      },
    ],
    listSavedViews: nothing,
    orderSavedViews: [{ body: { ids: ['x'] } }],
    changeView: [{ ...none, body: { type: 'own', name: 'Hot', filters: { view: 'all' } } }],
    removeView: [none],
    readAction: [{ id: actionId }, none],
    undoAction: [none],
    retryAction: [{ ...none, body: {} }],
    consentAction: [{ ...none, body: {} }],
    readCapture: [{ id: captureId }, none],
    packageCapture: [{ ...none, query: { format: 'pdf' } }],
    setBoardRoute: [{ body: { ...BOARD_ROUTE, board: named.board } }],
    listBoardRoutes: nothing,
    // Refused to the first reader: the way of the board is set after it.
    handOverItem: [{ ...item, body: {}, refused: true }],
    listHandOvers: [item],
    handOverItems: [{ body: { itemIds: [itemId], dryRun: true } }],
    readHandOver: [none],
    receiveHandOver: [{ ...none, body: { reference: 'KS 2026/1' } }],
    requestBulkExport: [
      { body: { accountIds: [accountId], from: '2026-03-01', to: '2026-03-31', format: 'pdf' } },
    ],
    listBulkExports: nothing,
    readBulkExport: [none],
    downloadBulkExport: [none],
    cancelBulkExport: [none],
    testBoardRoute: [{ ...none, body: {} }],
    removeBoardRoute: [none],
    verifyAudit: nothing,
    summariseDeadlines: month,
    listDeadlinePolicies: nothing,
    listDeadlinePolicyVersions: [{}, { query: { accountId } }],
    previewDeadlinePolicy: [
      { body: { accountId, policy: POLICY } },
      { body: { accountId: null, policy: POLICY } },
    ],
    setDeadlinePolicy: [{ body: { accountId, policy: POLICY } }],
    monitorDeadlines: month,
    readTrend: month,
    listMonitored: monitored,
    explainBreach: [{ ...item, body: { text: 'Sjukdom' } }],
    listRemovals: month,
    readSupervision: month,
    listDuties: month,
    exportMonitoring: [{ query: { from, to: now, format: 'csv', table: 'breaches' } }],
    readMonitoringTargets: nothing,
    setMonitoringTargets: [{ body: {}, refused: true }],
    readReportComment: month,
    setReportComment: [{ body: { from, to: now, text: 'Vi bemannar kvällar.' } }],
    listReportSchedules: nothing,
    addReportSchedule: [
      { body: { every: 'month', day: 3, hour: 8, recipients: ['namnd@exempel.se'], language: 'sv' } },
    ],
    removeReportSchedule: [none],
    listAlarms: [{}, { query: { unread: 'true' } }],
    readAlarm: [{ ...none, body: {} }],
    readAllAlarms: [{ body: { until: now } }],
    muteAlarms: [{ body: { until: null }, refused: true }],
    readAlarmSettings: [{}, { query: { accountId } }],
    listAlarmSettingsVersions: [{}, { query: { accountId } }],
    testAlarmChannel: [{ body: { accountId, channel: 'webhook', language: 'sv' } }],
    readAlarmTest: [none],
    setAlarmSettings: [{ body: { accountId, settings: SETTINGS } }],
    listWords: nothing,
    addWord: [{ body: { kind: 'suspect', term: 'badhus' } }],
    previewWord: [
      { body: { term: 'ord1*' } },
      { body: { term: 'nobody' } },
      { body: { term: 'ord17 någon' } },
    ],
    removeWord: [none],
    proposeWord: [{ body: { term: 'badhuset' } }],
    agreeToWord: [{ ...none, body: {} }],
    refuseWord: [none],
    listClaims: nothing,
    addClaim: [{ body: CLAIM }],
    changeClaim: [{ ...none, body: CLAIM }],
    removeClaim: [none],
    switchStarterClaim: [{ ...none, body: { on: false } }],
    listCases: nothing,
    importCases: [{ body: {}, refused: true }],
    restoreCases: [{ body: { at: from }, refused: true }],
    searchCases: [{ body: { text: 'badhus' } }],
    removeCases: nothing,
    readListSettings: nothing,
    setListSettings: [{ body: {}, refused: true }],
    listListChanges: nothing,
    readAccuracy: month,
    exportAccuracy: month,
    listModerationPolicies: nothing,
    listPolicyVersions: nothing,
    tryModerationPolicy: [{ body: { policy: {}, from, limit: 1000 } }],
    setModerationPolicy: [{ body: { policy: {}, basedOn: null } }],
    readPicture: [{ ...item, refused: true }],
    listKnownPictures: nothing,
    listKnownPictureChanges: nothing,
    addKnownPicture: [{ body: {}, refused: true }],
    removeKnownPicture: [none],
    openApi: nothing,
    signOut: nothing,
  };
}
