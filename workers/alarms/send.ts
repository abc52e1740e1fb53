/**
 * Sends what has been planned: claim, look at how things stand now, send, settle. A server that fails delays a message
 * and never loses it; a claim that expires is taken over, and the second mail bears the first one's id.
 */
import type { Account } from '../../core/accounts/account.ts';
import { alarmCounts, blockedOf } from '../../core/alarms/alarm-counts.store.ts';
import { isWorking, nextWorking } from '../../core/alarms/alarm-plan.ts';
import { alarmPreferencesOf, type MailLanguage } from '../../core/alarms/alarm-preferences.store.ts';
import { alarmSettingsById } from '../../core/alarms/alarm-settings.store.ts';
import { NOTICE_ROWS, type Notice } from '../../core/alarms/notices.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { unseenOf } from '../../core/deadlines/supervision.store.ts';
import { missingEvidence } from '../../core/evidence/missing-evidence.store.ts';
import { type Backoff, backoffMs } from '../../core/kernel/backoff.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { claimNextRow, settleRow } from '../../core/kernel/job-rows.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { alarmRules } from './alarm-rules.ts';
import type { NotifyDeps, Sent } from './deps.ts';
import { webhookBody } from './webhook.ts';
import { type AccountLine, alarmWords } from './words.ts';

const BACKOFF: Backoff = { firstMs: 30_000, maxMs: 15 * 60_000 };
/** A recipient that is refused may be a passing fault of the server: only after these does it end. */
const REFUSALS = 8;
/** A server that has been away for this long is not waited for any more: the notice fails, where somebody sees it. */
const GIVEN_UP_MS = 7 * DAY_MS;

async function linesOf(deps: NotifyDeps, directory: Directory, notice: Notice): Promise<AccountLine[]> {
  const lines: AccountLine[] = [];
  for (const accountId of notice.accountIds) {
    const account = directory.account(accountId);
    if (account === undefined) continue;
    const counts = await alarmCounts(deps.db, { tenantId: notice.tenantId, accountId, now: deps.now() });
    // A message that tells of breaches too leads to the account anyway and says no more.
    const unseen =
      notice.kind === 'unseen'
        ? (await unseenOf(deps.db, { tenantId: notice.tenantId, accountId })).count
        : 0;
    const blocked =
      notice.kind === 'blocked' ? await blockedOf(deps.db, { tenantId: notice.tenantId, accountId }) : 0;
    const evidence =
      notice.kind === 'evidence'
        ? await missingEvidence(deps.db, { tenantId: notice.tenantId, accountId })
        : 0;
    if (counts.overdue + counts.soon + unseen + blocked + evidence > 0)
      lines.push({ accountId, accountName: account.name, ...counts, unseen, blocked, evidence });
  }
  return lines.sort((a, b) => b.overdue - a.overdue || a.accountName.localeCompare(b.accountName));
}

const languageOf = (account: Account | undefined): MailLanguage => (account?.country === 'NO' ? 'nb' : 'sv');

async function mail(deps: NotifyDeps, notice: Notice, content: { lines: AccountLine[]; account: Account }) {
  const { tenantId, recipient } = notice;
  const chosen = await alarmPreferencesOf(deps.db, { tenantId, recipients: [recipient] });
  const language = chosen.get(recipient)?.language ?? languageOf(content.account);
  const { subject, text } = alarmWords(content.lines, language, deps.publicUrl);
  const messageId = `<${notice._id}@${new URL(deps.publicUrl).hostname}>`;
  const from = deps.mailFrom ?? content.account.unit;
  return deps.sendMail === null
    ? ({ state: 'later', cause: 'no-mail-server' } as const)
    : deps.sendMail({ to: recipient, from, messageId, subject, text });
}

async function webhook(
  deps: NotifyDeps,
  notice: Notice,
  content: { lines: AccountLine[]; account: Account },
): Promise<Sent> {
  const stored = await alarmSettingsById(deps.db, { tenantId: notice.tenantId, id: notice.recipient });
  const target = stored?.webhook;
  const url = target ? deps.vault.open(target.sealedUrl) : null;
  if (!target || url === null) return { state: 'refused', cause: 'no-webhook' };
  const words = alarmWords(content.lines, languageOf(content.account), deps.publicUrl);
  return deps.postWebhook({ url, host: target.host }, webhookBody(target.kind, words));
}

type NoticeChange = Partial<Pick<Notice, 'state' | 'notBefore' | 'sentAt' | 'cause'>>;

function afterSending(notice: Notice, sent: Sent, now: Date): NoticeChange {
  if (sent.state === 'sent') return { state: 'done', sentAt: now, cause: null };
  const isOver = now.getTime() - notice.createdAt.getTime() > GIVEN_UP_MS;
  if (isOver || (sent.state === 'refused' && notice.attempts >= REFUSALS))
    return { state: 'failed', cause: sent.cause };
  return { notBefore: new Date(now.getTime() + backoffMs(BACKOFF, notice.attempts)), cause: sent.cause };
}

/** When the recipients may be told, as the account's own clock says: null means now. */
function notUntil(deps: NotifyDeps, directory: Directory, account: Account): Date | null {
  const now = deps.now().getTime();
  const { office } = alarmRules(deps, directory, account);
  return isWorking(now, office) ? null : new Date(nextWorking(now, office));
}

async function sendOne(deps: NotifyDeps, directory: Directory, notice: Notice): Promise<NoticeChange> {
  const [account] = notice.accountIds.flatMap((id) => directory.account(id) ?? []);
  if (account === undefined) return { state: 'dropped' };
  // A blocked picture waits for no office hours.
  const notBefore =
    notice.kind === 'blocked' || notice.kind === 'evidence' ? null : notUntil(deps, directory, account);
  if (notBefore !== null) return { notBefore };
  const lines = await linesOf(deps, directory, notice);
  if (lines.length === 0) return { state: 'dropped' };
  const content = { lines, account };
  const sent =
    notice.channel === 'mail' ? await mail(deps, notice, content) : await webhook(deps, notice, content);
  if (sent.state !== 'sent')
    deps.log.warn({ noticeId: notice._id, channel: notice.channel, cause: sent.cause }, 'not sent yet');
  else deps.log.info({ noticeId: notice._id, channel: notice.channel, kind: notice.kind }, 'sent');
  return afterSending(notice, sent, deps.now());
}

/** A notice that something of ours fails on counts as refused: it ends after some tries and never ends the round. */
async function sendSafely(deps: NotifyDeps, directory: Directory, notice: Notice): Promise<NoticeChange> {
  try {
    return await sendOne(deps, directory, notice);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    deps.log.error({ err: error, noticeId: notice._id }, 'a notice could not be sent');
    return afterSending(notice, { state: 'refused', cause: 'fault' }, deps.now());
  }
}

/** Sends what is due, one after the other. Returns how many it took in hand. */
export function createSender(deps: NotifyDeps): () => Promise<number> {
  const directoryOf = createDirectory(deps.db, deps.now);
  return async () => {
    let count = 0;
    for (let notice = await claimNextRow(deps.db, NOTICE_ROWS, deps.now()); notice; count++) {
      const set = await sendSafely(deps, await directoryOf(), notice);
      await settleRow(deps.db, NOTICE_ROWS, { claimed: notice, set });
      notice = await claimNextRow(deps.db, NOTICE_ROWS, deps.now());
    }
    return count;
  };
}
