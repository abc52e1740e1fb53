/**
 * The one table of /api routes: express mounts it, OpenAPI is written from it, the role x route test walks it.
 * A route that is not here does not exist.
 */
import { z } from 'zod';
import { type Permission, ROLES } from '../domain/roles.ts';
import { AccountList, AccountRequest, AccountShape } from './accounts.ts';
import { ActionRequest, ActionResult, ActionShape } from './actions.ts';
import {
  AlarmList,
  AlarmQuery,
  AlarmSettingsAnswer,
  AlarmSettingsQuery,
  AlarmSettingsRequest,
  MuteRequest,
} from './alarms.ts';
import { CaptureShape } from './captures.ts';
import { DeadlinePolicyRequest, DeadlineSummaryShape, StoredPolicyShape, SummaryQuery } from './deadlines.ts';
import { FileAnswer, type FileType } from './files.ts';
import { EventShape, ItemDetail, ItemPage, ItemQuery, ItemSearch, ViewCounts } from './items.ts';
import {
  BreachComment,
  DutyReport,
  ExportQuery,
  MonitoredItem,
  MonitoredPage,
  MonitoringListQuery,
  MonitoringQuery,
  MonitoringReport,
  MonitoringTargets,
  RemovalReport,
  SupervisionReport,
} from './monitoring.ts';
import { SessionShape, SignInRequest } from './session.ts';

export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  /** `public`: before anyone is signed in. */
  readonly permission: Permission | 'public';
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly output: z.ZodType;
  readonly status: number;
  /** The answer is a file ({@link FileAnswer}) of one of these types. Left out: JSON. */
  readonly files?: readonly FileType[];
}

const none = z.object({});

export const ROUTES = {
  signIn: {
    method: 'post',
    path: '/api/session',
    permission: 'public',
    summary: 'Trade a one-time link for a session cookie',
    body: SignInRequest,
    output: SessionShape,
    status: 201,
  },
  readSession: {
    method: 'get',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Who am I, and what may I do',
    output: SessionShape,
    status: 200,
  },
  signOut: {
    method: 'delete',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Sign out',
    output: none,
    status: 200,
  },
  listItems: {
    method: 'get',
    path: '/api/items',
    permission: 'items:read',
    summary: 'The inbox, a page at a time',
    query: ItemQuery,
    output: ItemPage,
    status: 200,
  },
  searchItems: {
    method: 'post',
    path: '/api/items/search',
    permission: 'items:read',
    summary: 'Search in text and author names; words never stand in a query string',
    body: ItemSearch,
    output: ItemPage,
    status: 200,
  },
  countViews: {
    method: 'get',
    path: '/api/views',
    permission: 'items:read',
    summary: 'How many items each view holds',
    query: z.object({ accountId: z.string().optional() }),
    output: ViewCounts,
    status: 200,
  },
  readItem: {
    method: 'get',
    path: '/api/items/:id',
    permission: 'items:read',
    summary: 'One item with its post, thread, revisions and notes',
    output: ItemDetail,
    status: 200,
  },
  seeItem: {
    method: 'post',
    path: '/api/items/:id/seen',
    permission: 'items:read',
    summary: 'A person has this item on screen; only the first time counts',
    body: none,
    output: none,
    status: 200,
  },
  listEvents: {
    method: 'get',
    path: '/api/items/:id/events',
    permission: 'items:read',
    summary: 'What happened with the item, oldest first',
    output: z.object({ events: z.array(EventShape) }),
    status: 200,
  },
  act: {
    method: 'post',
    path: '/api/items/:id/actions',
    permission: 'items:read',
    summary: 'Do something with the item; Idempotency-Key makes it safe to send twice',
    body: ActionRequest,
    output: ActionResult,
    status: 202,
  },
  readAction: {
    method: 'get',
    path: '/api/actions/:id',
    permission: 'items:read',
    summary: 'How far an action has come',
    output: ActionShape,
    status: 200,
  },
  undoAction: {
    method: 'delete',
    path: '/api/actions/:id',
    permission: 'items:act',
    summary: 'Undo an action that has not left the machine',
    output: ActionResult,
    status: 200,
  },
  retryAction: {
    method: 'post',
    path: '/api/actions/:id/retry',
    permission: 'items:act',
    summary: 'Try a blocked or failed action again, after its cause is mended',
    body: none,
    output: ActionResult,
    status: 202,
  },
  readCapture: {
    method: 'get',
    path: '/api/captures/:id',
    permission: 'captures:read',
    summary: 'A sealed capture: its manifest and its place in the chain',
    output: CaptureShape,
    status: 200,
  },
  listAccounts: {
    method: 'get',
    path: '/api/accounts',
    permission: 'accounts:read',
    summary: 'The connected accounts in the caller’s scope',
    output: AccountList,
    status: 200,
  },
  addAccount: {
    method: 'post',
    path: '/api/accounts',
    permission: 'accounts:write',
    summary: 'Connect an account: board, two administrators and the unit are required',
    body: AccountRequest,
    output: AccountShape,
    status: 201,
  },
  listPeople: {
    method: 'get',
    path: '/api/people',
    permission: 'items:read',
    summary: 'Colleagues an item can be assigned to',
    output: z.object({
      people: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
    }),
    status: 200,
  },
  summariseDeadlines: {
    method: 'get',
    path: '/api/deadlines/summary',
    permission: 'deadlines:read',
    summary: 'How the deadlines stand, and how they were met in a period',
    query: SummaryQuery,
    output: DeadlineSummaryShape,
    status: 200,
  },
  listDeadlinePolicies: {
    method: 'get',
    path: '/api/deadlines/policies',
    permission: 'deadlines:read',
    summary: 'The deadline policies that this municipality has set; accounts without one follow the default',
    output: z.object({ policies: z.array(StoredPolicyShape) }),
    status: 200,
  },
  setDeadlinePolicy: {
    method: 'post',
    path: '/api/deadlines/policies',
    permission: 'accounts:write',
    summary: 'Put a new version of a policy in force; open deadlines follow in the background',
    body: DeadlinePolicyRequest,
    output: StoredPolicyShape,
    status: 201,
  },
  monitorDeadlines: {
    method: 'get',
    path: '/api/deadlines/monitoring',
    permission: 'deadlines:read',
    summary:
      'The monitoring page: attainment per account and board, answer times, arrivals by weekday and hour',
    query: MonitoringQuery,
    output: MonitoringReport,
    status: 200,
  },
  listMonitored: {
    method: 'get',
    path: '/api/deadlines/items',
    permission: 'deadlines:read',
    summary: 'The list behind a figure of the monitoring page, with the causes of breaches',
    query: MonitoringListQuery,
    output: MonitoredPage,
    status: 200,
  },
  explainBreach: {
    method: 'post',
    path: '/api/deadlines/items/:id/comment',
    permission: 'items:act',
    summary: 'Write down why a deadline was missed; kept as a note on the item',
    body: BreachComment,
    output: MonitoredItem,
    status: 201,
  },
  listRemovals: {
    method: 'get',
    path: '/api/deadlines/removals',
    permission: 'deadlines:read',
    summary: 'The removal clock: from first knowledge to removal, per reason and as a list',
    query: MonitoringQuery,
    output: RemovalReport,
    status: 200,
  },
  readSupervision: {
    method: 'get',
    path: '/api/deadlines/supervision',
    permission: 'deadlines:read',
    summary: 'Who looked through which account when, and what nobody has looked at',
    query: MonitoringQuery,
    output: SupervisionReport,
    status: 200,
  },
  listDuties: {
    method: 'get',
    path: '/api/deadlines/duties',
    permission: 'deadlines:read',
    summary: 'Requests for public documents, registration and interim answers that wait',
    query: MonitoringQuery,
    output: DutyReport,
    status: 200,
  },
  exportMonitoring: {
    method: 'get',
    path: '/api/deadlines/export',
    permission: 'deadlines:read',
    summary: 'A table of the monitoring page as CSV, or the report as PDF/A',
    query: ExportQuery,
    output: FileAnswer,
    status: 200,
    files: ['text/csv', 'application/pdf'],
  },
  readMonitoringTargets: {
    method: 'get',
    path: '/api/deadlines/targets',
    permission: 'deadlines:read',
    summary: 'The municipality’s own norms and the targets of the removal clock',
    output: MonitoringTargets,
    status: 200,
  },
  setMonitoringTargets: {
    method: 'post',
    path: '/api/deadlines/targets',
    permission: 'accounts:write',
    summary: 'Set the norms and the targets of the removal clock; needs access to every account',
    body: MonitoringTargets,
    output: MonitoringTargets,
    status: 200,
  },
  listAlarms: {
    method: 'get',
    path: '/api/alarms',
    permission: 'items:read',
    summary: 'The caller’s own alarms, newest first',
    query: AlarmQuery,
    output: AlarmList,
    status: 200,
  },
  readAlarm: {
    method: 'post',
    path: '/api/alarms/:id/read',
    permission: 'items:read',
    summary: 'The caller has read this alarm',
    body: none,
    output: none,
    status: 200,
  },
  muteAlarms: {
    method: 'post',
    path: '/api/alarms/mute',
    permission: 'items:read',
    summary: 'Silence the mails to the caller, until a time, always, or (null) no longer',
    body: MuteRequest,
    output: none,
    status: 200,
  },
  readAlarmSettings: {
    method: 'get',
    path: '/api/alarm-settings',
    permission: 'accounts:read',
    summary: 'Who is told of an alarm, and when',
    query: AlarmSettingsQuery,
    output: AlarmSettingsAnswer,
    status: 200,
  },
  setAlarmSettings: {
    method: 'post',
    path: '/api/alarm-settings',
    permission: 'accounts:write',
    summary: 'Set who is told of an alarm, and when',
    body: AlarmSettingsRequest,
    output: AlarmSettingsAnswer,
    status: 200,
  },
  openApi: {
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'This contract as OpenAPI 3.1',
    output: z.record(z.string(), z.unknown()),
    status: 200,
  },
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;
