/**
 * Sends what has been planned: claim, look at how things stand now, send, settle. A server that fails delays a message
 * and never loses it; a claim that expires is taken over, and the second mail bears the first one's id.
 */
import type { Account } from '../../core/accounts/account.ts';
import { alarmCounts, blockedOf, newSince } from '../../core/alarms/alarm-counts.store.ts';
import { isUrgent, isWorking, MAIL_EVERY_MS, nextWorking } from '../../core/alarms/alarm-plan.ts';
import {
  alarmPreferencesOf,
  type MailLanguage,
  noteTold,
} from '../../core/alarms/alarm-preferences.store.ts';
import { alarmSettingsById } from '../../core/alarms/alarm-settings.store.ts';
import { addNotices, NOTICE_ROWS, type Notice } from '../../core/alarms/notices.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { unseenOf } from '../../core/deadlines/supervision.store.ts';
import { missingEvidence } from '../../core/evidence/missing-evidence.store.ts';
import { type Backoff, backoffMs } from '../../core/kernel/backoff.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { claimNextRow, settleRow } from '../../core/kernel/job-rows.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { alarmRules } from './alarm-rules.ts';
import type { NotifyDeps, Sent } from './deps.ts';
import { webhookBody } from './webhook.ts';
import { type AccountLine, alarmWords, hasNews, testWords, type Words } from './words.ts';

const BACKOFF: Backoff = { firstMs: 30_000, maxMs: 15 * 60_000 };
/** A recipient that is refused may be a passing fault of the server: only after these does it end. */
const REFUSALS = 8;
/** A server that has been away for this long is not waited for any more: the notice fails, where somebody sees it. */
const GIVEN_UP_MS = 7 * DAY_MS;

/** One account as the message tells it; null: there is nothing to tell. */
async function lineOf(
  deps: NotifyDeps,
  { notice, account, since }: { notice: Notice; account: Account; since: Date | null },
): Promise<AccountLine | null> {
  const now = deps.now();
  const key = { tenantId: notice.tenantId, accountId: account._id };
  const counts = await alarmCounts(deps.db, { ...key, now });
  const isAbout = notice.accountIds.includes(account._id);
  // A message that tells of breaches too leads to the account anyway and says no more.
  const unseen = isAbout && notice.kind === 'unseen' ? (await unseenOf(deps.db, key)).count : 0;
  const blocked = isAbout && notice.kind === 'blocked' ? await blockedOf(deps.db, key) : 0;
  // Of two alarms of one window the breach stays, and must not hide this one.
  const tellsEvidence = isAbout && (notice.kind === 'evidence' || notice.kind === 'breach');
  const evidence = tellsEvidence ? await missingEvidence(deps.db, key) : 0;
  if (counts.overdue + counts.soon + unseen + blocked + evidence === 0) return null;
  const clock = deps.policyCache.clockOf(account);
  const news = since === null ? null : await newSince(deps.db, { ...key, now, since, clock });
  return { accountId: account._id, accountName: account.name, ...counts, unseen, blocked, evidence, news };
}

const isNamedOn = ({ administrators, deputies, head, unit }: Account, recipient: string): boolean =>
  [...administrators, ...deputies, head, unit].includes(recipient);

/** A person is told how all their accounts stand, a channel how those do that the message is about. */
async function linesOf(
  deps: NotifyDeps,
  directory: Directory,
  { notice, since }: { notice: Notice; since: Date | null },
): Promise<AccountLine[]> {
  const accounts = directory.accounts.filter(
    (account) =>
      account.tenantId === notice.tenantId &&
      (notice.accountIds.includes(account._id) ||
        (notice.channel === 'mail' && isNamedOn(account, notice.recipient))),
  );
  const lines: AccountLine[] = [];
  for (const account of accounts) {
    const line = await lineOf(deps, { notice, account, since });
    if (line !== null) lines.push(line);
  }
  return lines.sort((a, b) => b.overdue - a.overdue || a.accountName.localeCompare(b.accountName));
}

const languageOf = (account: Account | undefined): MailLanguage => (account?.country === 'NO' ? 'nb' : 'sv');

interface Content {
  readonly words: Words;
  readonly account: Account;
}

async function mail(deps: NotifyDeps, notice: Notice, { words, account }: Content): Promise<Sent> {
  const { subject, text } = words;
  const messageId = `<${notice._id}@${new URL(deps.publicUrl).hostname}>`;
  const from = deps.mailFrom ?? account.unit;
  return deps.sendMail === null
    ? { state: 'later', cause: 'no-mail-server' }
    : deps.sendMail({ to: notice.recipient, from, messageId, subject, text });
}

async function webhook(deps: NotifyDeps, notice: Notice, { words }: Content): Promise<Sent> {
  const key = { tenantId: notice.tenantId, id: notice.recipient };
  const target = notice.webhook ?? (await alarmSettingsById(deps.db, key))?.webhook;
  const url = target ? deps.vault.open(target.sealedUrl) : null;
  if (!target || url === null) return { state: 'refused', cause: 'no-webhook' };
  return deps.postWebhook({ url, host: target.host }, webhookBody(target.kind, words));
}

const deliver = (deps: NotifyDeps, notice: Notice, content: Content): Promise<Sent> =>
  notice.channel === 'mail' ? mail(deps, notice, content) : webhook(deps, notice, content);

type NoticeChange = Partial<Pick<Notice, 'state' | 'notBefore' | 'sentAt' | 'cause' | 'answer'>>;

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

/** A test tells its end at once: nobody waits for a second try. */
async function sendTest(deps: NotifyDeps, directory: Directory, notice: Notice): Promise<NoticeChange> {
  const [account = directory.accounts.find(({ tenantId }) => tenantId === notice.tenantId)] =
    notice.accountIds.flatMap((id) => directory.account(id) ?? []);
  if (account === undefined) return { state: 'failed', cause: 'no-account' };
  const words = testWords(notice.language ?? languageOf(account), deps.publicUrl);
  const sent = await deliver(deps, notice, { words, account });
  const answer = sent.answer ?? null;
  if (sent.state === 'sent') return { state: 'done', sentAt: deps.now(), answer };
  return { state: 'failed', cause: sent.cause, answer };
}

/** One mail a person and hour: what comes within it stands in the next, whatever it was about. */
async function joinNext(deps: NotifyDeps, notice: Notice, since: Date): Promise<NoticeChange | null> {
  if (notice.channel !== 'mail' || isUrgent(notice.kind) || notice.kind === 'test') return null;
  const now = deps.now();
  const next = new Date(since.getTime() + MAIL_EVERY_MS);
  if (next <= now) return null;
  if (notice.window.getTime() === next.getTime()) return { notBefore: next };
  const { tenantId, channel, recipient, accountIds, kind } = notice;
  const joined = { tenantId, channel, recipient, accountIds, kind, window: next };
  const later = () => new Date(next.getTime() + MAIL_EVERY_MS);
  await transaction(deps.db, (session) => addNotices(deps.db, [joined], { now, later, session }));
  return { state: 'dropped', cause: 'joined' };
}

async function sendOne(deps: NotifyDeps, directory: Directory, notice: Notice): Promise<NoticeChange> {
  if (notice.kind === 'test') return sendTest(deps, directory, notice);
  const [account] = notice.accountIds.flatMap((id) => directory.account(id) ?? []);
  if (account === undefined) return { state: 'dropped' };
  const notBefore = isUrgent(notice.kind) ? null : notUntil(deps, directory, account);
  if (notBefore !== null) return { notBefore };
  const { tenantId, recipient } = notice;
  const chosen = (await alarmPreferencesOf(deps.db, { tenantId, recipients: [recipient] })).get(recipient);
  const since = chosen?.lastMailAt ?? null;
  const joined = since && (await joinNext(deps, notice, since));
  if (joined) return joined;
  const lines = await linesOf(deps, directory, { notice, since });
  if (lines.length === 0 || (notice.kind === 'warning' && since !== null && !hasNews(lines)))
    return { state: 'dropped' };
  const words = alarmWords(lines, {
    language: (notice.channel === 'mail' ? chosen?.language : null) ?? languageOf(account),
    publicUrl: deps.publicUrl,
    since,
    timeZone: deps.policyCache.clockOf(account).policy.timeZone,
  });
  const sent = await deliver(deps, notice, { words, account });
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
    if (notice.kind === 'test') return { state: 'failed', cause: 'fault' };
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
      const { tenantId, recipient, kind } = notice;
      // After it is settled: one that is sent again must not wait an hour for itself.
      if (set.sentAt != null && kind !== 'test')
        await noteTold(deps.db, { tenantId, recipient, at: set.sentAt });
      notice = await claimNextRow(deps.db, NOTICE_ROWS, deps.now());
    }
    return count;
  };
}
