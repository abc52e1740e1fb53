/**
 * Reads a sealed record back, of whatever version of this program: what is missing in older ones is null. Pure; the
 * bytes have been checked by whoever asks.
 */
import { type Comment, compareRevisions, currentRevision, publishedAt } from '../inbox/comment.ts';
import type { Country, Platform } from '../kernel/platform.ts';
import { UNNAMED_TOKEN } from '../kernel/roles.ts';
import type { Axis, RemovalReason } from '../moderation/removal.ts';
import { isFlagged, type Verdict } from '../moderation/verdict.ts';
import type { CaptureTrigger } from './cause.ts';
import type {
  DocumentLanguage,
  EvidenceCause,
  EvidenceFinding,
  EvidenceNeighbour,
  EvidenceRemoval,
  EvidenceRevision,
} from './package.ts';

/** A value as JSON gives it back: every moment is a string. */
type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? readonly Plain<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

export type SealedComment = Plain<Comment> & { readonly authorId?: string | null };

type SealedNeighbour = Pick<SealedComment, 'externalId' | 'parentId' | 'own'> & {
  readonly withheld?: boolean;
  readonly author?: SealedComment['author'];
  readonly revisions?: SealedComment['revisions'];
};

export interface SealedContext {
  readonly post:
    | (Partial<Pick<SealedComment, 'author' | 'own'>> & {
        readonly externalId: string;
        readonly text?: string;
        readonly at?: string | null;
        readonly withheld?: boolean;
      })
    | null;
  readonly thread: readonly SealedNeighbour[];
}

interface SealedActor {
  readonly kind: 'person' | 'token' | 'machine' | 'platform';
  readonly id: string;
  readonly name?: string | null;
}

export interface SealedAssessment {
  readonly verdicts?: readonly Verdict[];
  readonly classifier?: string | null;
  readonly policy?: string | null;
  readonly removal: {
    readonly reason: RemovalReason;
    readonly axis: Axis;
    readonly rulesVersion: number;
  } | null;
  readonly houseRules?: { readonly version: number; readonly texts: Readonly<Record<string, string>> } | null;
  readonly cause?: {
    readonly trigger: CaptureTrigger;
    readonly actor: SealedActor;
    readonly at: string;
    readonly action: { readonly type: string };
  };
  /** In place of the cause, in records of the first version. */
  readonly action?: { readonly type: string; readonly actor: SealedActor; readonly requestedAt: string };
}

export interface SealedManifest {
  readonly record?: number;
  readonly software?: { readonly name: string; readonly version: string };
  readonly account: {
    readonly platform: Platform;
    readonly externalId: string;
    readonly name: string;
    readonly board: string;
    readonly country?: Country;
  };
  readonly board?: string;
  readonly object: {
    readonly kind: Comment['kind'];
    readonly externalId: string;
    readonly parentExternalId?: string | null;
    readonly postExternalId?: string | null;
    readonly permalink: string | null;
  };
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Revisions with moments as the rules for them need it. */
const revived = (revisions: SealedComment['revisions']): Comment['revisions'] =>
  revisions.map((revision) => ({
    ...revision,
    at: new Date(revision.at),
    receivedAt: new Date(revision.receivedAt),
  }));

export function readRevisions(comment: SealedComment): EvidenceRevision[] {
  return revived(comment.revisions ?? [])
    .toSorted(compareRevisions)
    .map((revision, index) => ({
      number: index + 1,
      text: revision.textLeftOut ? null : revision.text,
      sha256: revision.sha256,
      publishedAt: revision.at.toISOString(),
      fetchedAt: revision.receivedAt.toISOString(),
    }));
}

/** When it was last edited; null: it never was. */
export function readEditedAt(comment: SealedComment): string | null {
  const edited = revived(comment.revisions ?? []).filter((revision) => revision.edited);
  return iso(currentRevision(edited)?.at ?? null);
}

function neighbour(entry: SealedNeighbour, place: EvidenceNeighbour['place']): EvidenceNeighbour {
  const { externalId, parentId, own, withheld = false } = entry;
  const revisions = revived(entry.revisions ?? []);
  const newest = currentRevision(revisions);
  return {
    externalId,
    parentExternalId: parentId,
    place,
    own,
    author: entry.author ?? null,
    text: withheld || newest === null || newest.textLeftOut ? null : newest.text,
    withheld,
    publishedAt: iso(publishedAt(revisions)),
  };
}

function postIn(context: SealedContext): EvidenceNeighbour[] {
  if (context.post === null) return [];
  const { externalId, text, at, author, own = true, withheld = false } = context.post;
  return [
    {
      externalId,
      parentExternalId: null,
      place: 'post',
      own,
      author: author ?? null,
      text: withheld ? null : (text ?? null),
      withheld,
      publishedAt: at ?? null,
    },
  ];
}

/** From the post downwards and, among what stands beside it, in the order of time. */
export function readThread(
  context: SealedContext | null,
  self: Pick<SealedComment, 'externalId' | 'parentId'>,
): EvidenceNeighbour[] {
  if (context === null) return [];
  const parents = new Map(context.thread.map(({ externalId, parentId }) => [externalId, parentId]));
  const above = new Set<string>();
  for (let id = self.parentId; id !== null && !above.has(id); id = parents.get(id) ?? null) above.add(id);
  let isBefore = true;
  const thread = context.thread.map((entry) => {
    if (entry.externalId === self.externalId) {
      isBefore = false;
      return neighbour(entry, 'self');
    }
    if (above.has(entry.externalId)) return neighbour(entry, 'ancestor');
    if (entry.parentId === self.externalId) return neighbour(entry, 'answer');
    return neighbour(entry, isBefore ? 'before' : 'after');
  });
  return [...postIn(context), ...thread];
}

export function readFindings({ verdicts = [] }: SealedAssessment): EvidenceFinding[] {
  return verdicts.filter(isFlagged).map(({ category, level, score, spans }) => ({
    category,
    level,
    score,
    spans: spans.map(({ start, end }) => ({ start, end })),
    signals: [...new Set(spans.map(({ reason }) => reason))],
  }));
}

/** The actor's kinds as evidence names them. */
function actorOf({ kind, id, name = null }: SealedActor): EvidenceCause['actor'] {
  // Older records were sealed with what stands in for a name.
  if (kind === 'token') return { kind: 'key', id, name: name === UNNAMED_TOKEN ? null : name };
  return { kind: kind === 'person' ? 'person' : 'machine', id, name };
}

export function readCause({ cause, action }: SealedAssessment, sealedAt: string): EvidenceCause {
  if (cause !== undefined) return { trigger: cause.trigger, actor: actorOf(cause.actor), at: cause.at };
  const actor = actorOf(action?.actor ?? { kind: 'machine', id: 'unknown' });
  const trigger = actor.kind === 'machine' ? 'machine-hide' : 'removal';
  return { trigger, actor, at: action?.requestedAt ?? sealedAt };
}

const isRemovalType = (type: string): type is EvidenceRemoval['type'] =>
  type === 'hide' || type === 'delete' || type === 'ban';

/** Null: nothing was removed with it. Rules are given in the language asked for, else in whatever there is. */
export function readRemoval(
  { removal, cause, action, houseRules }: SealedAssessment,
  language: DocumentLanguage,
): EvidenceRemoval | null {
  const type = cause?.action.type ?? action?.type ?? '';
  if (removal === null || removal === undefined || !isRemovalType(type)) return null;
  const { reason, axis } = removal;
  const text = houseRules ? (houseRules.texts[language] ?? Object.values(houseRules.texts)[0]) : undefined;
  const rules = houseRules && text !== undefined ? { version: houseRules.version, text } : null;
  return { type, reason, axis, houseRules: rules };
}
