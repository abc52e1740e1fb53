/** A way as it stands in its form, and what of it is sent. */
import type { BoardRouteShape, HandOverRouteRequest } from '../../../core/records/hand-over.contract.ts';
import {
  DEFAULT_FORMATS,
  type RouteKind,
  type RouteLanguage,
} from '../../../core/records/hand-over-route.ts';
import type { PackageFormat } from '../../../core/records/package-format.ts';

export interface Draft {
  readonly kind: RouteKind;
  readonly to: string;
  readonly folder: string;
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly hostKey: string;
  readonly secretKind: 'password' | 'key';
  readonly password: string;
  readonly privateKey: string;
  readonly passphrase: string;
  readonly formats: readonly PackageFormat[];
  readonly internal: boolean;
  readonly language: RouteLanguage;
}

const EMPTY = {
  kind: 'email',
  to: '',
  folder: '',
  host: '',
  port: '22',
  user: '',
  hostKey: '',
  secretKind: 'password',
  password: '',
  privateKey: '',
  passphrase: '',
  formats: DEFAULT_FORMATS.email,
  internal: false,
} as const satisfies Partial<Draft>;

export function draftOf({ route, language }: BoardRouteShape): Draft {
  if (route === null) return { ...EMPTY, language };
  const { settings, formats, internal } = route;
  const common = { ...EMPTY, formats, internal, language: route.language, kind: settings.kind };
  if (settings.kind === 'email') return { ...common, to: settings.to };
  if (settings.kind === 'folder') return { ...common, folder: settings.folder };
  const { host, port, user, folder, hostKey } = settings;
  return { ...common, host, port: String(port), user, folder, hostKey: hostKey ?? '' };
}

/** The form of another way: what it takes by itself. */
export const withKind = (draft: Draft, kind: RouteKind): Draft => ({
  ...draft,
  kind,
  // A folder is one of the operator's own; for the others somebody has to say so.
  internal: kind === 'folder',
  formats: kind === 'email' ? DEFAULT_FORMATS.email : draft.formats.slice(-1),
});

/** A letter bears several forms, a folder one. */
export function withFormat(draft: Draft, format: PackageFormat, chosen: boolean): Draft {
  if (draft.kind !== 'email') return chosen ? { ...draft, formats: [format] } : draft;
  const others = draft.formats.filter((known) => known !== format);
  return { ...draft, formats: chosen ? [...others, format] : others };
}

function settingsOf(draft: Draft): HandOverRouteRequest['settings'] {
  if (draft.kind === 'email') return { kind: 'email', to: draft.to.trim() };
  const folder = draft.folder.trim();
  if (draft.kind === 'folder') return { kind: 'folder', folder };
  const [host, user, hostKey] = [draft.host.trim(), draft.user.trim(), draft.hostKey.trim()];
  return {
    kind: 'sftp',
    host,
    port: Number(draft.port),
    user,
    folder,
    hostKey: hostKey === '' ? null : hostKey,
  };
}

function secretOf(draft: Draft): Pick<HandOverRouteRequest, 'secret'> {
  if (draft.kind !== 'sftp') return {};
  const { password, privateKey, passphrase } = draft;
  if (draft.secretKind === 'password')
    return password === '' ? {} : { secret: { kind: 'password', password } };
  if (privateKey.trim() === '') return {};
  return {
    secret: { kind: 'key', privateKey, passphrase: passphrase === '' ? null : passphrase },
  };
}

export const requestOf = (board: string, draft: Draft): HandOverRouteRequest => ({
  board,
  settings: settingsOf(draft),
  formats: [...draft.formats],
  internal: draft.internal,
  language: draft.language,
  ...secretOf(draft),
});

const filled = (text: string): boolean => text.trim() !== '';

/** Whether there is enough to send; what is wrong in it, the server says. */
export function isComplete(draft: Draft, hasSecret: boolean): boolean {
  if (draft.formats.length === 0) return false;
  if (draft.kind === 'email') return filled(draft.to);
  if (draft.kind === 'folder') return filled(draft.folder);
  const port = Number(draft.port);
  const given = draft.secretKind === 'password' ? draft.password : draft.privateKey;
  return (
    [draft.host, draft.user, draft.folder].every(filled) &&
    Number.isInteger(port) &&
    port > 0 &&
    port <= 65_535 &&
    (hasSecret || filled(given))
  );
}
