/** By which way a board's case system takes what is handed over. Pure. */
import { invalid, UppsiktError } from '../kernel/errors.ts';
import { PACKAGE_FORMATS, type PackageFormat } from './package-format.ts';

export const ROUTE_KINDS = ['email', 'folder', 'sftp'] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

export const ROUTE_LANGUAGES = ['sv', 'nb', 'en'] as const;
export type RouteLanguage = (typeof ROUTE_LANGUAGES)[number];

export interface EmailSettings {
  readonly to: string;
}
export interface FolderSettings {
  /** Under the folder that HAND_OVER_FOLDER names; `/` between its parts. */
  readonly folder: string;
}
export interface SftpSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** On the receiver's machine. */
  readonly folder: string;
  /** `SHA256:…` as `ssh-keygen -l` prints it; null: nobody has confirmed it yet, and nothing is sent. */
  readonly hostKey: string | null;
}
export type RouteSettings =
  | ({ readonly kind: 'email' } & EmailSettings)
  | ({ readonly kind: 'folder' } & FolderSettings)
  | ({ readonly kind: 'sftp' } & SftpSettings);

/** What signs in to the receiver's machine. Sealed before it is stored, and never shown again. */
export type RouteSecret =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'key'; readonly privateKey: string; readonly passphrase: string | null };

export interface HandOverRoute {
  readonly board: string;
  readonly settings: RouteSettings;
  readonly formats: readonly PackageFormat[];
  /** Stays within the municipality's own systems: secret items may go this way. */
  readonly internal: boolean;
  readonly language: RouteLanguage;
}

const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/iu;
const HOST =
  /^(?:(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?|\[?[0-9a-f:]+\]?)$/iu;
const HOST_KEY = /^SHA256:[A-Za-z0-9+/]{43}$/u;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What is wrong with a way, as a code that the client has words for. */
export type RouteFault =
  | 'route_address'
  | 'route_folder'
  | 'route_host'
  | 'route_host_key'
  | 'route_key'
  | 'route_secret'
  | 'route_no_folder';

export const unusableRoute = (code: RouteFault, message: string): UppsiktError =>
  new UppsiktError({ code, status: 422, message });

const badFolder = (): UppsiktError =>
  unusableRoute('route_folder', 'Not the name of a folder beneath the one that is given.');

/** Why this is no folder beneath another; null: it is one. */
function faultOfRelative(folder: string): UppsiktError | null {
  const parts = folder.split('/');
  if (folder.startsWith('/') || folder.includes('\\')) return badFolder();
  if (CONTROL.test(folder) || parts.some((part) => part === '' || part === '.' || part === '..'))
    return badFolder();
  return null;
}

function faultOfSettings(settings: RouteSettings): UppsiktError | null {
  if (settings.kind === 'email')
    return ADDRESS.test(settings.to) ? null : unusableRoute('route_address', 'Not one e-mail address.');
  if (settings.kind === 'folder') return faultOfRelative(settings.folder);
  if (!HOST.test(settings.host)) return unusableRoute('route_host', 'Not the name of a machine.');
  if (CONTROL.test(settings.user) || settings.user.trim() === '')
    return unusableRoute('route_host', 'Name the user.');
  if (CONTROL.test(settings.folder)) return badFolder();
  if (settings.hostKey !== null && !HOST_KEY.test(settings.hostKey))
    return unusableRoute('route_host_key', 'The fingerprint reads SHA256: and 43 signs.');
  return null;
}

/** Throws 422 for a route that could never work. What only a try can show, the test button shows. */
export function proveRoute(route: HandOverRoute): void {
  const { settings, formats, board } = route;
  const fault = faultOfSettings(settings);
  if (fault !== null) throw fault;
  if (board.trim() === '') throw invalid('Name the board.');
  if (
    formats.length === 0 ||
    !formats.every((format) => PACKAGE_FORMATS.includes(format)) ||
    new Set(formats).size !== formats.length
  )
    throw invalid('Choose at least one form, each once.');
  // Two files are never there at once: whoever watches the folder would take one without the other.
  if (settings.kind !== 'email' && formats.length > 1)
    throw invalid('A folder takes one form: each hand-over is one file.');
}

export const DEFAULT_FORMATS: Readonly<Record<RouteKind, readonly PackageFormat[]>> = {
  email: ['pdf', 'evidence'],
  folder: ['evidence'],
  sftp: ['evidence'],
};
