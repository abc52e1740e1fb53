/** What stands on a simulated Mastodon server, in the shapes of its API. */
import { digits } from '../random.ts';

export interface SimAccount {
  readonly id: string;
  readonly username: string;
  readonly acct: string;
  readonly display_name: string;
  readonly url: string;
}

export interface SimStatus {
  readonly id: string;
  readonly created_at: string;
  edited_at: string | null;
  readonly in_reply_to_id: string | null;
  readonly in_reply_to_account_id: string | null;
  readonly visibility: string;
  spoiler_text: string;
  content: string;
  readonly uri: string;
  readonly url: string;
  readonly account: SimAccount;
  readonly mentions: readonly { readonly id: string; readonly acct: string; readonly url: string }[];
  readonly media_attachments: readonly unknown[];
  favourited: boolean;
}

export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly created_at: string;
  readonly account: SimAccount;
  readonly status: SimStatus | null;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const link = (address: string): string => {
  const [scheme = '', rest = ''] = [
    address.slice(0, address.indexOf('//') + 2),
    address.slice(address.indexOf('//') + 2),
  ];
  const shown =
    rest.length > 30
      ? `<span class="ellipsis">${rest.slice(0, 30)}</span><span class="invisible">${rest.slice(30)}</span>`
      : rest;
  return `<a href="${address}" rel="nofollow noopener" target="_blank"><span class="invisible">${scheme}</span>${shown}</a>`;
};

/** As Mastodon writes it: paragraphs, breaks, names as cards, long addresses with their ends out of sight. */
export function htmlOf(text: string, people: readonly SimAccount[]): string {
  const paragraphs = text.split('\n\n').map((paragraph) =>
    escaped(paragraph)
      .replace(/https?:\/\/[^\s<]+/gu, link)
      .replace(/@([\w.-]+(?:@[\w.-]+)?)/gu, (whole, acct: string) => {
        const found = people.find((person) => person.acct === acct);
        if (found === undefined) return whole;
        return `<span class="h-card"><a href="${found.url}" class="u-url mention">@<span>${found.username}</span></a></span>`;
      })
      .replaceAll('\n', '<br>'),
  );
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
}

export interface Writing {
  readonly text: string;
  readonly replyTo?: string | null;
  readonly visibility?: string;
  readonly warning?: string;
}

/** The server's shelf. Ids grow with time, as Mastodon's do. */
export class Shelf {
  readonly statuses = new Map<string, SimStatus>();
  readonly notifications: Notification[] = [];
  readonly people = new Map<string, SimAccount>();
  readonly host: string;
  private readonly seed: string;
  private readonly now: () => Date;
  private last = 114_800_000_000_000_000n;

  constructor({ host, seed, now }: { host: string; seed: string; now: () => Date }) {
    this.host = host;
    this.seed = seed;
    this.now = now;
  }

  nextId(): string {
    this.last += BigInt(1 + Number(digits(`${this.seed}:${this.last}`, 4)));
    return String(this.last);
  }

  person(name: string, host: string | null = 'fedi.example'): SimAccount {
    const username =
      name
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^a-z0-9]/gu, '') || 'nn';
    const acct = host === null ? username : `${username}@${host}`;
    const known = this.people.get(acct);
    if (known !== undefined) return known;
    const id = `1${digits(`${this.seed}:${acct}`, 14)}`;
    const url = `https://${host ?? this.host}/@${username}`;
    const person = { id, username, acct, display_name: name, url };
    this.people.set(acct, person);
    return person;
  }

  write(
    account: SimAccount,
    { text, replyTo = null, visibility = 'public', warning = '' }: Writing,
  ): SimStatus {
    const id = this.nextId();
    const answered = replyTo === null ? undefined : this.statuses.get(replyTo);
    const people = [...this.people.values()];
    const mentioned = people.filter(({ acct }) =>
      new RegExp(`@${acct.replaceAll('.', '\\.')}(?![\\w@])`, 'u').test(text),
    );
    const status: SimStatus = {
      ...{
        id,
        created_at: this.now().toISOString(),
        edited_at: null,
        account,
        visibility,
        spoiler_text: warning,
      },
      ...{ in_reply_to_id: answered?.id ?? null, in_reply_to_account_id: answered?.account.id ?? null },
      ...{ uri: `${account.url}/statuses/${id}`, url: `${account.url}/${id}`, content: htmlOf(text, people) },
      mentions: mentioned.map((person) => ({ id: person.id, acct: person.acct, url: person.url })),
      ...{ media_attachments: [], favourited: false },
    };
    this.statuses.set(id, status);
    return status;
  }

  notify(type: string, account: SimAccount, status: SimStatus | null): Notification {
    const notification = { id: this.nextId(), type, created_at: this.now().toISOString(), account, status };
    this.notifications.push(notification);
    return notification;
  }

  /** Those above, from the first, and those below, each before its answers. */
  context(id: string): { ancestors: SimStatus[]; descendants: SimStatus[] } {
    const ancestors: SimStatus[] = [];
    for (let at = this.statuses.get(id)?.in_reply_to_id ?? null; at !== null; ) {
      const above = this.statuses.get(at);
      if (above === undefined) break;
      ancestors.unshift(above);
      at = above.in_reply_to_id;
    }
    const below = (parent: string): SimStatus[] =>
      [...this.statuses.values()]
        .filter((status) => status.in_reply_to_id === parent)
        .flatMap((status) => [status, ...below(status.id)]);
    return { ancestors, descendants: below(id) };
  }
}
