/** The day's head of the chain in a mail to the unit, so that it stands outside the system too. */
import type { Account } from '../../core/accounts/account.ts';
import type { ChainHead } from '../../core/evidence/chain-heads.store.ts';
import type { Mail } from '../alarms/deps.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

const CATALOGUES = { sv, nb, en };

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);

/** One for each unit. The same head bears the same message ids: a mail system drops the second. */
export function chainMails(
  head: Pick<ChainHead, 'tenantId' | 'day' | 'seq' | 'hash'>,
  accounts: readonly Account[],
  { host, from }: { readonly host: string; readonly from: string | null },
): Mail[] {
  const units = Map.groupBy(accounts, ({ unit }) => unit.toLowerCase());
  return [...units.values()].flatMap(([account], index) => {
    if (account === undefined) return [];
    const words = CATALOGUES[account.country === 'NO' ? 'nb' : 'sv'];
    const values = { day: head.day, seq: String(head.seq), hash: head.hash };
    return [
      {
        to: account.unit,
        from: from ?? account.unit,
        messageId: `<chain-${head.tenantId}-${head.day}-${index}@${host}>`,
        subject: filled(words.subject, values),
        text: `${filled(words.text, values)}\n`,
      },
    ];
  });
}
