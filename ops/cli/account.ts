/** `uppsikt account …`: `add` connects a page. Exit 2 without board, second administrator or unit; 1 when refused. */

import { randomBytes } from 'node:crypto';
import { connectorFor } from '../../connectors/index.ts';
import { addAccount } from '../../core/accounts/add-account.store.ts';
import { secretToConnect } from '../../core/accounts/app-secrets.ts';
import { webhookSecrets } from '../../core/kernel/config.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { COUNTRIES, PLATFORMS } from '../../core/kernel/platform.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { runChange, VERBS } from './account-changes.ts';
import { emails, PEOPLE_OPTIONS, readToken } from './account-options.ts';
import { shown } from './shown.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt account add --platform P --external-id ID --name N --country SE|NO --board B
  --admins a@x,b@x --unit u@x [--deputies a@x,…] [--head a@x] [--token-file F] [--api-base URL] [--offline]

uppsikt account list
uppsikt account set ID [--name N] [--board B] [--admins …] [--unit …] [--deputies …] [--head …]
uppsikt account token ID --token-file F [--offline]
uppsikt account pause ID | resume ID | disconnect ID

  set              what is left out stays; an empty --deputies or --head takes them away
  token            exchanges the token; what waited for it goes out
  pause, resume    nothing goes out, or what waited goes; the account goes on taking in
  disconnect       its token is destroyed, nothing comes in or goes out; its items stay. A new token connects it again
  --token-file F   file with the page token; without a token the account ingests and its actions are blocked.
                   Of a generic source its secret (while it is changed: new,old); without one it is made and printed
  --api-base URL   the platform's own address (of Mastodon or Bluesky the account's server, of a generic source the
                   address that takes our calls), or, outside the image, one on this machine
  --offline        skips the check of token, scopes and subscription
  --unit           the communications unit's address; UNIT_EMAIL stands in for it
`;

/** As the API has it. */
const MAX_EXTERNAL_ID = 200;

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing.\n${USAGE}`);
  return value;
}

function externalIdOf(value: string | undefined): string {
  const externalId = needed(value, 'external-id').trim();
  if (externalId.length > MAX_EXTERNAL_ID)
    throw new UsageError(`--external-id must have at most ${MAX_EXTERNAL_ID} characters.`);
  return externalId;
}

function newAccountOf(argv: string[]) {
  const given = options(argv, {
    platform: { type: 'string' },
    'external-id': { type: 'string' },
    ...PEOPLE_OPTIONS,
    country: { type: 'string' },
    'token-file': { type: 'string' },
    'api-base': { type: 'string' },
    offline: { type: 'boolean', default: false },
  });
  const platform = oneOf(given.platform, PLATFORMS, 'platform');
  const administrators = emails(given.admins);
  if (new Set(administrators).size < 2) throw new UsageError('--admins must name two administrators.');
  const apiBase = given['api-base'] ?? null;
  if (apiBase !== null && !URL.canParse(apiBase)) throw new UsageError('--api-base must be a URL.');
  return {
    platform,
    newAccount: {
      tenantId: MAIN_TENANT,
      externalId: externalIdOf(given['external-id']),
      name: shown(needed(given.name, 'name'), 'name'),
      country: oneOf(given.country, COUNTRIES, 'country'),
      board: shown(needed(given.board, 'board'), 'board'),
      administrators,
      deputies: emails(given.deputies),
      head: given.head ?? null,
      unit: needed(given.unit ?? process.env.UNIT_EMAIL, 'unit'),
      token: given['token-file'] === undefined ? null : readToken(given['token-file']),
      apiBase,
      offline: given.offline,
    },
  };
}

/** A source that nobody has given a secret gets one, told this once. */
const madeSecret = (): string => randomBytes(32).toString('base64url');

export async function run(argv: string[], io: Io): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb !== undefined && VERBS.includes(verb)) return runChange(argv, io);
  if (verb !== 'add') throw new UsageError(`Say what to do.\n${USAGE}`);
  const { platform, newAccount } = newAccountOf(rest);
  const connector = connectorFor(platform);
  if (connector === null) throw new UsageError(`--platform ${platform} cannot be connected yet.`);
  const perSource = connector.webhook?.perSource === true;
  const secret = perSource && newAccount.token === null ? madeSecret() : null;
  const account = await withStore(({ db, settings, secretKey, now }) => {
    const apiBase = newAccount.apiBase ?? connector.defaultApiBase;
    const appSecret = secretToConnect(webhookSecrets(settings), { platform, apiBase, demo: false });
    // The source does not know it yet, so it cannot be asked.
    const given = secret === null ? newAccount : { ...newAccount, token: secret, offline: true };
    return addAccount(given, {
      db,
      connector,
      vault: createTokenVault(secretKey),
      now,
      appSecret,
      // Simulated platforms; never in the image.
      platformOnThisMachine: settings.NODE_ENV !== 'production',
    });
  });
  const webhook = `/webhooks/${platform}/${encodeURIComponent(account.externalId)}`;
  const told = perSource ? { webhook, ...(secret !== null && { secret }) } : {};
  io.stdout.write(`${JSON.stringify({ id: account._id, ...told })}\n`);
  return 0;
}
