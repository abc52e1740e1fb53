/**
 * Once a day, for each municipality: the head of its chain is taken, leaves the system by mail and time stamp, and the
 * whole chain is walked. What fails is tried again in the next round; a fault of one stops no other.
 */
import type { Account } from '../../core/accounts/account.ts';
import { accountsIn } from '../../core/accounts/accounts.store.ts';
import { allTenants, type Tenant } from '../../core/accounts/tenants.store.ts';
import { isoDate } from '../../core/deadlines/civil.ts';
import { defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import { localDay } from '../../core/deadlines/periods.ts';
import { keepCheck, lastCheck, walkChain } from '../../core/evidence/chain-checks.store.ts';
import {
  keepMailed,
  keepStamp,
  takeHead,
  unmailedHeads,
  unstampedHeads,
} from '../../core/evidence/chain-heads.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { Mail, Sent } from '../alarms/deps.ts';
import { chainMails } from './chain-mail.ts';
import type { StampFor } from './time-stamps.ts';

export interface ChainDeps {
  readonly db: Db;
  readonly log: Logger;
  readonly holder: string;
  now(): Date;
  readonly publicUrl: string;
  readonly mailFrom: string | null;
  /** Null: no mail server, or nothing is to leave. */
  readonly sendMail: ((mail: Mail) => Promise<Sent>) | null;
  /** Null: no authority is named, or nothing is to leave. */
  readonly stampFor: StampFor | null;
}

export const CHAIN_LEASE = 'evidence-chain';
const LEASE_MS = 10 * 60_000;

const dayOf = (at: Date, { country }: Tenant): string =>
  isoDate(localDay(at.getTime(), defaultPolicy(country).timeZone));

async function stamp({ db, stampFor, log }: ChainDeps, tenantId: string): Promise<void> {
  if (stampFor === null) return;
  for (const head of await unstampedHeads(db, tenantId)) {
    const answer = await stampFor(head.hash);
    if (typeof answer !== 'string') await keepStamp(db, head, answer);
    else log.warn({ day: head.day, fault: answer }, 'the time stamp authority gave no answer that holds');
  }
}

async function mail(deps: ChainDeps, tenantId: string, accounts: readonly Account[]): Promise<void> {
  const { db, sendMail, publicUrl, mailFrom } = deps;
  if (sendMail === null) return;
  const sender = { host: new URL(publicUrl).hostname, from: mailFrom };
  for (const head of await unmailedHeads(db, tenantId)) {
    const sent: Sent[] = [];
    for (const one of chainMails(head, accounts, sender)) sent.push(await sendMail(one));
    // A unit that is refused for good would keep the others from ever being done.
    if (sent.every(({ state }) => state !== 'later')) await keepMailed(db, head, deps.now());
  }
}

async function check(deps: ChainDeps, tenant: Tenant): Promise<void> {
  const { db, log } = deps;
  const before = await lastCheck(db, tenant._id);
  const now = deps.now();
  if (before !== null && dayOf(before.checkedAt, tenant) === dayOf(now, tenant)) return;
  const found = await walkChain(db, { tenantId: tenant._id, now });
  await keepCheck(db, found);
  if (found.faults.length > 0)
    log.error({ faults: found.faults.length, first: found.faults[0] }, 'the chain of evidence is not whole');
}

async function roundOf(deps: ChainDeps, tenant: Tenant): Promise<void> {
  const tenantId = tenant._id;
  const now = deps.now();
  await takeHead(deps.db, { tenantId, day: dayOf(now, tenant), now });
  const accounts = await accountsIn(deps.db, { tenantId, accountIds: 'all', role: 'system-administrator' });
  await mail(deps, tenantId, accounts);
  await check(deps, tenant);
  await stamp(deps, tenantId);
}

export function createChainRound(deps: ChainDeps): () => Promise<void> {
  return async () => {
    const { db, holder, log } = deps;
    if (!(await takeLease(db, { name: CHAIN_LEASE, holder, now: deps.now(), forMs: LEASE_MS }))) return;
    for (const tenant of await allTenants(db)) {
      try {
        await roundOf(deps, tenant);
      } catch (error) {
        if (isStoreFault(error)) throw error;
        log.warn({ err: error }, 'the round of a chain failed');
      }
    }
  };
}
