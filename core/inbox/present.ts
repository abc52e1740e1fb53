/** From the stored documents to the shapes of the contract. Pure: `now` is given. */
import type { Action } from '../actions/action.ts';
import type { ActionShape } from '../actions/actions.contract.ts';
import { isBreached } from '../deadlines/state.ts';
import type { ImageScanShape } from '../images/image-scan.contract.ts';
import { type ImageScan, notScanned } from '../images/media.ts';
import { maskedSpans, maskPersonalData } from '../moderation/personal-data.ts';
import type { Item, MachineHide } from './item.ts';
import type { ItemShape } from './items.contract.ts';

const iso = (date: Date): string => date.toISOString();
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;
const fromMs = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Items from before there were image scans have none: no model has seen them. */
const presentScan = (scan: ImageScan = notScanned('not-judged', 'failed')): ImageScanShape => ({
  state: scan.state,
  cause: scan.cause,
  version: scan.version,
  verdicts: scan.verdicts.map(({ category, level, score, version }) => ({ category, level, score, version })),
  listable: scan.printed,
});

/** A name is free text too: what is masked in a comment is masked in it. */
export const presentAuthor = (author: Item['author']): ItemShape['author'] =>
  author && { id: author.id, name: author.name === null ? null : maskPersonalData(author.name) };

export function presentItem(item: Item, now: Date): ItemShape {
  const { deadline } = item;
  return {
    id: item._id,
    platform: item.platform,
    accountId: item.accountId,
    board: item.board,
    kind: item.kind,
    externalId: item.externalId,
    parentId: item.parentId,
    postId: item.postId,
    permalink: item.permalink,
    author: presentAuthor(item.author),
    text: maskPersonalData(item.text),
    masked: maskedSpans(item.text),
    newText: item.newText ?? null,
    attachments: item.attachments.map(({ type, state, alt }, at) => ({
      type,
      state,
      look: presentScan(item.media?.looks[at]),
      alt: alt === undefined ? null : maskPersonalData(alt),
    })),
    revision: item.revision,
    publishedAt: iso(item.publishedAt),
    firstFetchedAt: iso(item.firstFetchedAt),
    firstSeenAt: isoOrNull(item.firstSeenAt),
    updatedAt: iso(item.updatedAt),
    status: item.status,
    closeReason: item.closeReason,
    visibility: item.visibility,
    version: item.version,
    language: item.language,
    classified: item.classifier !== null,
    verdicts: item.verdicts.map(({ category, kind, score, level, spans, version }) => ({
      category,
      kind,
      score,
      level,
      spans: [...spans],
      version,
    })),
    decision: item.decision,
    registration: { ...item.registration, reasons: [...item.registration.reasons] },
    intent: { ...item.intent, flags: [...item.intent.flags] },
    needsAnswer: { ...item.needsAnswer },
    deadline: {
      dueAt: fromMs(deadline.dueAt),
      state: deadline.state,
      startedAt: fromMs(deadline.startedAt),
      stoppedAt: fromMs(deadline.stoppedAt),
      breached: isBreached(deadline, now.getTime()),
      counts: deadline.counts,
      policyVersion: deadline.policyVersion ?? '',
      calendarVersion: deadline.calendarVersion ?? '',
    },
    recordsOutcome: item.recordsOutcome,
    recordsReference: item.recordsReference,
    handOvers: (item.handOvers ?? []).map((handOver) => ({ ...handOver })),
    captures: item.captures.map(({ picture, ...capture }) => ({
      ...capture,
      picture: { ...(picture ?? { state: 'waiting', cause: null }) },
    })),
    actions: item.actions.map((action) => ({ ...action })),
    machineHide: item.machineHide ? presentMachineHide(item.machineHide) : null,
    assignee: item.assignee,
    tags: [...item.tags],
    snoozedUntil: isoOrNull(item.snoozedUntil),
    corrections: item.corrections.map((correction) => ({
      ...correction,
      by: { ...correction.by },
      at: iso(correction.at),
    })),
    context: item.context,
    contextCause: item.contextCause,
    secondOpinion: item.secondOpinion
      ? {
          ...item.secondOpinion,
          categories: item.secondOpinion.categories.map((score) => ({ ...score })),
          at: iso(item.secondOpinion.at),
        }
      : null,
  };
}

function presentMachineHide({ actionId, policy, decision, categories, state }: MachineHide) {
  return { actionId, policy, decision, categories: [...categories], state };
}

export function presentAction(action: Action): ActionShape {
  return {
    id: action._id,
    itemId: action.itemId,
    type: action.type,
    state: action.state,
    cause: action.cause,
    actor: { ...action.actor },
    createdAt: iso(action.createdAt),
    notBefore: iso(action.notBefore),
    finishedAt: isoOrNull(action.finishedAt),
    remoteId: action.remoteId,
    captureId: action.captureId,
  };
}
