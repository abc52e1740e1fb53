/** Of every route that takes a body, requests with a canary in every field in which people can write what they like. */
import type { ActionRequest } from '../../../core/actions/actions.contract.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import type { Route } from '../../../core/contract/route.contract.ts';
import type { ROUTES, RouteName } from '../../../core/contract/routes.contract.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';

export const CANARY = 'Xylofon';
const claim = {
  claim: `${CANARY} är gratis`,
  correction: `${CANARY} kostar`,
  source: `${CANARY}.exempel.se`,
};
const removal = { reason: 'insult', axis: 'houseRule', note: `Om en ${CANARY}` };
const refuted = { reason: 'disinformation', axis: 'houseRule', claim };

type Table = typeof ROUTES;
type RouteWithBody = { [N in RouteName]: Table[N] extends { readonly body: unknown } ? N : never }[RouteName];

const ACTS: { readonly [T in ActionRequest['type']]: readonly object[] } = {
  reply: [{ text: `En ${CANARY} i svaret`, alsoCloses: [] }],
  hide: [removal, refuted],
  delete: [removal, refuted],
  ban: [removal, refuted],
  unhide: [{}],
  like: [{}],
  close: [{ reason: 'answered-elsewhere', note: `Ringde om en ${CANARY}` }],
  reopen: [{}],
  wait: [{}],
  confirm: [{ reason: 'disinformation', axis: 'houseRule', claim }],
  count: [{ counts: false }],
  assign: [{ to: null }],
  snooze: [{ until: '2026-06-01T00:00:00.000Z' }],
  tag: [{ tag: CANARY.toLowerCase() }],
  note: [{ text: `En anteckning om en ${CANARY}` }],
  register: [{ outcome: 'registered', reference: `${CANARY} 2026/1` }],
  correct: [{ category: 'insult', as: 'missing' }],
};

const { version: _, ...clock } = defaultPolicy('SE', { targetSource: `Riktlinje om ${CANARY}` });
const text = {
  language: 'sv',
  topic: `Ämnet ${CANARY}`,
  claim: `Påstående om ${CANARY}`,
  variants: [`Också om ${CANARY}`],
  correction: `Rättelse om ${CANARY}`,
  ask: `Fråga om ${CANARY}`,
};
const csv = `Diarienummer;Ärende\nBN 2026/1;${CANARY} på torget\n`;

/** A new route with a body does not compile without an entry. Ids of things are tried one by one beside these. */
export const BODIES: { readonly [N in RouteWithBody]: readonly object[] } = {
  signIn: [{ token: `${CANARY}0123456789` }],
  addAccount: [
    {
      platform: 'facebook',
      externalId: `${CANARY}-1`,
      name: `Sidan ${CANARY}`,
      country: 'SE',
      board: `${CANARY}nämnden`,
      administrators: [`a.${CANARY}@exempel.se`, `b.${CANARY}@exempel.se`],
      unit: `unit.${CANARY}@exempel.se`,
      deputies: [`c.${CANARY}@exempel.se`],
      head: `d.${CANARY}@exempel.se`,
      token: `${CANARY}-hemlig-nyckel`,
      offline: true,
    },
  ],
  act: Object.entries(ACTS).flatMap(([type, requests]) => requests.map((request) => ({ type, ...request }))),
  prepareBulkAct: [
    { type: 'assign', to: null, matching: { text: CANARY } },
    { type: 'snooze', until: '2026-06-01T00:00:00.000Z', matching: { text: CANARY } },
    { type: 'close', reason: 'other', matching: { text: CANARY } },
    { type: 'register', outcome: 'registered', reference: `${CANARY} 2026/1`, matching: { text: CANARY } },
    { type: 'hide', reason: 'insult', axis: 'houseRule', matching: { text: CANARY } },
    { type: 'unhide', matching: { text: CANARY } },
    { type: 'confirm', matching: { text: CANARY } },
  ],
  startBulkAct: [{}],
  undoBulkAct: [{}],
  saveView: [{ type: 'shared', name: `Allt om en ${CANARY}`, filters: { view: 'all' } }],
  changeView: [{ type: 'own', name: `Mest om en ${CANARY}`, filters: { view: 'mine' } }],
  orderSavedViews: [{ ids: [] }],
  handOverItem: [{}],
  handOverItems: [{ itemIds: [`${CANARY}-1`] }],
  requestBulkExport: [{ accountIds: [`${CANARY}-1`], from: '2026-03-01', to: '2026-03-31', format: 'pdf' }],
  receiveHandOver: [{ reference: `${CANARY} 2026/1` }, { refused: `${CANARY} hör inte hit` }],
  testBoardRoute: [{}],
  setBoardRoute: [
    {
      board: `${CANARY}nämnden`,
      settings: { kind: 'email', to: `registrator.${CANARY}@exempel.se` },
      formats: ['pdf'],
      language: 'sv',
    },
    {
      board: `${CANARY}nämnden`,
      settings: { kind: 'sftp', host: `${CANARY}.exempel.se`, user: CANARY, folder: `/${CANARY}` },
      secret: { kind: 'password', password: `${CANARY}-hemligt` },
      formats: ['pdf'],
      language: 'sv',
    },
  ],
  retryAction: [{}],
  consentAction: [{}],
  readAlarm: [{}],
  muteAlarms: [{ until: null }],
  readAllAlarms: [{ until: '2026-08-17T08:00:00.000Z' }],
  setPersonalSettings: [{ showsVeiled: true }],
  setAlarmSettings: [
    {
      accountId: null,
      settings: DEFAULT_ALARMS,
      webhook: { kind: 'teams', url: `https://${CANARY}.exempel.se/hemligt` },
    },
  ],
  testAlarmChannel: [
    {
      accountId: null,
      channel: 'webhook',
      language: 'sv',
      webhook: { kind: 'teams', url: `https://${CANARY}.exempel.se/hemligt` },
    },
  ],
  previewDeadlinePolicy: [{ accountId: null, policy: clock, moment: null }],
  setDeadlinePolicy: [{ accountId: null, policy: clock }],
  addKnownPicture: [{ category: 'ads', hash: '0123456789abcdef', note: `En bild på en ${CANARY}` }],
  retryDelivery: [{}],
  retryDeliveries: [{}],
  searchItems: [{ text: CANARY }],
  seeItem: [{}],
  saveDraft: [
    { kind: 'reply', text: `Utkast om en ${CANARY}`, seen: null },
    { kind: 'note', text: `Utkast till en anteckning om en ${CANARY}`, seen: null },
  ],
  revealItem: [{ revision: 1, start: 0, end: 1 }],
  addWord: [{ kind: 'suspect', term: CANARY, note: `Ordet ${CANARY}` }],
  previewWord: [{ term: CANARY }],
  proposeWord: [{ term: `${CANARY}en`, note: `Förslaget ${CANARY}` }],
  agreeToWord: [{}],
  addClaim: [text],
  changeClaim: [text],
  switchStarterClaim: [{ on: false }],
  importCases: [{ file: `${CANARY}.csv`, content: Buffer.from(csv).toString('base64') }],
  restoreCases: [{ at: '2026-03-02T00:00:00.000Z' }],
  searchCases: [{ text: CANARY }],
  setListSettings: [{ answerPraise: true }],
  tryModerationPolicy: [{ policy: { version: CANARY } }],
  setModerationPolicy: [{ accountId: null, policy: { version: CANARY }, basedOn: null }],
  explainBreach: [{ text: `Sent för en ${CANARY}s skull` }],
  setMonitoringTargets: [],
  setReportComment: [
    { from: '2026-03-01T00:00:00Z', to: '2026-03-31T00:00:00Z', text: `Vi anställde en ${CANARY}` },
  ],
  addReportSchedule: [
    { every: 'month', day: 3, hour: 8, recipients: [`${CANARY}@exempel.se`], language: 'sv' },
  ],
};

/** Fields that are the ids of things, or closed in another way: what is not one of them is refused. */
export const CODES: Readonly<Record<string, string>> = {
  'setReportComment.accountId': 'one of the accounts',
  'setReportComment.board': 'one of the boards',
  'requestBulkExport.from': 'a day: four digits, two, two',
  'requestBulkExport.to': 'a day: four digits, two, two',
  'addAccount.apiBase': 'the platform’s own address',
  'act.alsoCloses[]': 'ids of items',
  'act.to': 'the id of a person',
  'saveDraft.seen.answers[]': 'ids of actions',
  'saveDraft.seen.removals[]': 'ids of actions',
  'addKnownPicture.hash': 'hex digits',
  'addKnownPicture.itemId': 'the id of an item',
  'setBoardRoute.settings.hostKey': 'a fingerprint',
  'setBoardRoute.secret.privateKey': 'a key, or refused: sealed like the password',
  'setBoardRoute.secret.passphrase': 'sealed like the password',
  'setAlarmSettings.accountId': 'the id of an account',
  'testAlarmChannel.accountId': 'the id of an account',
  'previewDeadlinePolicy.accountId': 'the id of an account',
  'previewDeadlinePolicy.policy.timeZone': 'the name of a time zone',
  'setDeadlinePolicy.accountId': 'the id of an account',
  'setDeadlinePolicy.policy.timeZone': 'the name of a time zone',
  'prepareBulkAct.to': 'the id of a person',
  'prepareBulkAct.items[].id': 'the id of an item',
  'prepareBulkAct.matching.accountId': 'the id of an account',
  'saveView.filters.accountId': 'the id of an account',
  'changeView.filters.accountId': 'the id of an account',
  'orderSavedViews.ids[]': 'ids of views',
  'searchItems.accountId': 'the id of an account',
  'searchItems.externalId': 'the platform’s id',
  'searchItems.from': 'a day: four digits, two, two',
  'searchItems.to': 'a day: four digits, two, two',
  'searchItems.cursor': 'a cursor that we gave',
  'importCases.content': 'a file in base64: its cases hold the canary',
  'tryModerationPolicy.accountId': 'the id of an account',
  'setModerationPolicy.accountId': 'the id of an account',
  'setModerationPolicy.basedOn': 'the version of a policy',
};

/** Where in the store what people type may stand, and why. Events, job rows and everything else hold none of it. */
export const MAY_STAND: Readonly<Record<string, string>> = {
  'accounts.administrators[]': 'the account as its unit describes it',
  'accounts.board': 'the account as its unit describes it',
  'accounts.deputies[]': 'the account as its unit describes it',
  'accounts.externalId': 'the account as its unit describes it',
  'accounts.head': 'the account as its unit describes it',
  'accounts.name': 'the account as its unit describes it',
  'accounts.unit': 'the account as its unit describes it',
  'actions.removal.claim.claim': 'the decision that an authority must be able to show',
  'actions.removal.claim.correction': 'the decision that an authority must be able to show',
  'actions.removal.claim.source': 'the decision that an authority must be able to show',
  'actions.removal.note': 'the decision that an authority must be able to show',
  'actions.text': 'the reply, as it goes out',
  'handOverRoutes.board': 'the way to the case system, as it is described',
  'handOverRoutes.settings.folder': 'the way to the case system, as it is described',
  'handOverRoutes.settings.host': 'the way to the case system, as it is described',
  'handOverRoutes.settings.user': 'the way to the case system, as it is described',
  'alarmVersions.webhook.host': 'who set where alarms go; the rest of the address is not kept there',
  'notices.webhook.host': 'a test of where alarms go; the rest of the address is encrypted',
  'alarmSettings.webhook.host': 'where alarms go; the rest of the address is encrypted',
  'bulkActEntries.inverse.reference': 'what the item held before, for as long as it may be taken back',
  'bulkActs.act.reference': 'working material of the one who decides, for 30 days',
  'captureRows.cause.removal.note': 'the decision that an authority must be able to show',
  'caseChunks.cases[].subject': 'the municipality’s own register',
  'caseChunks.file': 'the municipality’s own register',
  'comments.revisions[].text': 'our reply, as it stands in public',
  'deadlinePolicies.policy.targetSource': 'the source of a target',
  'items.recordsReference': 'the item, which can be changed and purged',
  'items.tags[]': 'the item, which can be changed and purged',
  'items.wordOrder': 'the number in the register, which the item is found by',
  'items.words[]': 'the number in the register, which the item is found by',
  'knownPictures.note': 'why a picture is on the list',
  'listChanges.subject': 'the log of the lists names an entry in its own words',
  'listedClaims.ask': 'the municipality’s own lists',
  'listedClaims.claim': 'the municipality’s own lists',
  'listedClaims.correction': 'the municipality’s own lists',
  'listedClaims.topic': 'the municipality’s own lists',
  'listedClaims.variants[]': 'the municipality’s own lists',
  'listedWords.note': 'the municipality’s own lists',
  'listedWords.term': 'the municipality’s own lists',
  'notes.text': 'notes are for colleagues',
  'people.email': 'persons whom an account names',
  'people.name': 'persons whom an account names',
  'proposedWords.note': 'the municipality’s own lists',
  'proposedWords.term': 'the municipality’s own lists',
  'reportComments.text': 'what was done about a period, written for the report',
  'reportSchedules.recipients[]': 'to whom a report is sent',
  'savedViews.name': 'the name that its owner gave a view',
};

export const pathOf = ({ path }: Route, id: string): string => path.replace(':id', id);
