/** Every collection of the product: made at every start where it is missing, with its indexes. */
import { Accounts } from '../accounts/accounts.store.ts';
import { ApiTokens, People } from '../accounts/people.store.ts';
import { Reconciles } from '../accounts/reconciles.store.ts';
import { SignInLinks } from '../accounts/sign-in-links.store.ts';
import { Tenants } from '../accounts/tenants.store.ts';
import { Actions } from '../actions/actions.store.ts';
import { BulkActs, BulkEntries } from '../actions/bulk-acts.store.ts';
import { AlarmPreferences } from '../alarms/alarm-preferences.store.ts';
import { AlarmSettingsRows } from '../alarms/alarm-settings.store.ts';
import { AlarmVersions } from '../alarms/alarm-versions.store.ts';
import { Alarms } from '../alarms/alarms.store.ts';
import { InAppAlarms } from '../alarms/in-app-alarms.store.ts';
import { Notices } from '../alarms/notices.store.ts';
import { Clocks } from '../deadlines/clocks.store.ts';
import { DeadlinePolicies } from '../deadlines/deadline-policies.store.ts';
import { DeadlineRules } from '../deadlines/deadline-rules.store.ts';
import { Supervisions } from '../deadlines/supervision.store.ts';
import { CaptureRows } from '../evidence/capture-rows.store.ts';
import { CaptureFiles, Captures } from '../evidence/captures.store.ts';
import { ChainChecks } from '../evidence/chain-checks.store.ts';
import { ChainHeads } from '../evidence/chain-heads.store.ts';
import { ImageScans } from '../images/image-scans.store.ts';
import { KnownPictureChanges } from '../images/known-picture-changes.store.ts';
import { KnownPictures } from '../images/known-pictures.store.ts';
import { Comments } from '../inbox/comments.store.ts';
import { Contexts } from '../inbox/contexts.store.ts';
import { Deliveries } from '../inbox/deliveries.store.ts';
import { Drafts } from '../inbox/drafts.store.ts';
import { Events } from '../inbox/events.store.ts';
import { Items } from '../inbox/items.store.ts';
import { Notes } from '../inbox/notes.store.ts';
import { Polls, PollUnitsRows } from '../inbox/polls.store.ts';
import { Readings } from '../inbox/readings.store.ts';
import { Revisions } from '../inbox/revisions.store.ts';
import { SavedViewOrders, SavedViews } from '../inbox/saved-views.store.ts';
import { UnknownChanges } from '../inbox/unknown-changes.store.ts';
import { UntoldEdits } from '../inbox/untold-edits.store.ts';
import { WorkLog } from '../inbox/work-log.store.ts';
import type { Collection } from '../kernel/db.ts';
import { Leases } from '../kernel/leases.ts';
import { LearnedModels } from '../learning/learned-models.store.ts';
import { CaseChunks } from '../lists/list-cases.store.ts';
import { ListedClaims, StarterRegister } from '../lists/list-claims.store.ts';
import { ListChanges, ListSettingsRows } from '../lists/list-settings.store.ts';
import { ListedWords } from '../lists/list-words.store.ts';
import { ProposedWords } from '../lists/proposed-words.store.ts';
import { HouseRulesVersions } from '../moderation/house-rules.store.ts';
import { ModerationPolicies } from '../moderation/moderation-policies.store.ts';
import { MonitoringSettings } from '../monitoring/monitoring-settings.store.ts';
import { ReportComments } from '../monitoring/report-comments.store.ts';
import { ReportMails, ReportSchedules } from '../monitoring/report-schedules.store.ts';
import { WorkerHeartbeats } from '../monitoring/worker-heartbeats.store.ts';
import { BulkExportEntries, BulkExportPieces } from '../records/bulk-export-files.store.ts';
import { BulkExports } from '../records/bulk-exports.store.ts';
import { HandOverRoutes, HandOvers } from '../records/hand-overs.store.ts';
import { Opinions } from '../second-opinion/opinions.store.ts';

export const COLLECTIONS = [
  Accounts,
  People,
  SignInLinks,
  ApiTokens,
  Reconciles,
  Tenants,
  Actions,
  BulkActs,
  BulkEntries,
  AlarmPreferences,
  AlarmSettingsRows,
  AlarmVersions,
  Alarms,
  InAppAlarms,
  Notices,
  Clocks,
  DeadlinePolicies,
  DeadlineRules,
  Supervisions,
  Captures,
  CaptureFiles,
  ChainHeads,
  ChainChecks,
  CaptureRows,
  KnownPictures,
  KnownPictureChanges,
  ImageScans,
  Comments,
  Contexts,
  Deliveries,
  Drafts,
  Events,
  Items,
  Notes,
  Polls,
  PollUnitsRows,
  Readings,
  Revisions,
  SavedViews,
  SavedViewOrders,
  WorkLog,
  UnknownChanges,
  UntoldEdits,
  Leases,
  LearnedModels,
  CaseChunks,
  ListedClaims,
  StarterRegister,
  ListSettingsRows,
  ListChanges,
  ListedWords,
  ProposedWords,
  HouseRulesVersions,
  ModerationPolicies,
  MonitoringSettings,
  ReportComments,
  ReportSchedules,
  ReportMails,
  WorkerHeartbeats,
  HandOverRoutes,
  HandOvers,
  BulkExports,
  BulkExportEntries,
  BulkExportPieces,
  Opinions,
] as unknown as readonly Collection<never>[];
