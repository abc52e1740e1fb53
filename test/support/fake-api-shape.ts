/** What the fake of the contract's routes holds, and how it refuses. */
import type { Response } from 'express';
import type { AccountShape } from '../../core/accounts/accounts.contract.ts';
import type { SessionShape } from '../../core/accounts/session.contract.ts';
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import type { QuarantinedShape } from '../../core/inbox/deliveries.contract.ts';
import type { DraftShape } from '../../core/inbox/drafts.contract.ts';
import type { EventShape, ItemDetail, ItemShape } from '../../core/inbox/items.contract.ts';
import type { PresentPerson } from '../../core/inbox/presence.ts';
import type { Role } from '../../core/kernel/roles.ts';
import type { FakeAlarms } from './fake-alarms.ts';
import type { FakeDeadlines } from './fake-deadlines.ts';
import type { FakeEvidence } from './fake-evidence.ts';
import type { FakeExports } from './fake-exports-shape.ts';
import type { FakeHandOvers } from './fake-hand-overs-shape.ts';
import type { FakeLists } from './fake-lists.ts';
import type { FakeMedia } from './fake-media.ts';
import type { FakeMembers } from './fake-members-shape.ts';
import type { FakePolicies } from './fake-policies.ts';
import type { FakeUnitSettings } from './fake-unit-settings.ts';
import type { FakeMany } from './fake-views-shape.ts';

export interface FakeApi {
  readonly url: string;
  readonly items: ItemShape[];
  readonly requests: { itemId: string; body: ActionRequest; key: string | undefined }[];
  /** The monitoring page's own state. */
  readonly deadlines: FakeDeadlines;
  readonly alarms: FakeAlarms;
  readonly unit: FakeUnitSettings;
  readonly members: FakeMembers;
  accounts: AccountShape[];
  readonly lists: FakeLists;
  /** Removals that wait for a second person, and those that got one. */
  consents: ItemDetail['consents'];
  readonly consented: string[];
  /** What colleagues answered, by item, and what is told of who did what: beside the events that stand for every item. */
  readonly answers: Map<string, ItemDetail['answers']>;
  readonly told: (Pick<EventShape, 'type' | 'actor' | 'data'> & { itemId: string })[];
  /** What the signed-in person has written and not sent. */
  drafts: DraftShape[];
  /** Masked numbers that were shown in clear. */
  readonly revealed: { itemId: string; start: number; end: number }[];
  /** What the signed-in person may do; a test may take away. */
  permissions: string[];
  /** What the signed-in person has chosen; as a rule they were asked about the veil long ago. */
  settings: SessionShape['settings'];
  role: Role;
  readonly policies: FakePolicies;
  readonly media: FakeMedia;
  readonly evidence: FakeEvidence;
  readonly handOvers: FakeHandOvers;
  readonly exports: FakeExports;
  /** Saved views, and acts on many items. */
  readonly many: FakeMany;
  /** Deliveries that wait for a person; null: asking for them fails. */
  quarantined: QuarantinedShape[] | null;
  mode: 'ok' | 'empty' | 'failing' | 'slow' | 'signed-out' | 'stale';
  arrive(text: string, name?: string): ItemShape;
  /** A colleague or the platform changes an item. */
  change(id: string, change: Partial<ItemShape>): ItemShape;
  /** A colleague comes to an item, writes, or leaves. */
  meet(itemId: string, people: PresentPerson[]): void;
  /** Where the page says that its person is. */
  readonly whereabouts: { itemId: string; doing: string | null; takesOver?: boolean }[];
  dropSockets(): void;
  close(): Promise<void>;
}

export const me = 'p-eva';
export const fail = (response: Response, status: number, code: string, detail: object = {}): void => {
  response.status(status).json({ error: { code, message: code, requestId: 'req-7F3A' }, ...detail });
};
