/** What keeps a process from starting. Without the schema of the settings, for who keeps processes up and stays small. */

/** Exit code of a server whose port was taken: its parent may choose another. */
export const PORT_TAKEN = 98;

/** Which setting is wrong and why; values are never repeated, they may be secrets. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly exitCode = 2;

  constructor(problems: readonly string[]) {
    super(`Wrong settings. ${problems.join('; ')}`);
  }
}

const WRONG_HOST: ReadonlySet<string | undefined> = new Set([
  ...['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'],
]);

/** Which setting a failed attempt to listen accuses; null: none, the port may be taken. */
export function settingsErrorOf({ code }: NodeJS.ErrnoException): SettingsError | null {
  if (WRONG_HOST.has(code)) return new SettingsError(['HOST: is no address of this machine']);
  if (code === 'EACCES') return new SettingsError(['PORT: may not be listened on by this user']);
  return null;
}
