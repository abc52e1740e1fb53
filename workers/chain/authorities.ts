/** The authorities whose time stamps a municipality believes, proven before anything is started with them. */
import { readFileSync } from 'node:fs';
import { certificatesIn } from '../../core/kernel/certificate-chain.ts';
import { SettingsError } from '../../core/kernel/start-errors.ts';

interface AuthoritySettings {
  readonly TSA_CA_FILE?: string | undefined;
}

/** In DER; null: no file is named. @throws where it holds no certificate. */
export function readAuthorities(file: string | undefined): Uint8Array[] | null {
  return file === undefined ? null : certificatesIn(readFileSync(file, 'utf8'));
}

/** Null: it can be used, or there is none. */
export function faultOfAuthorities({ TSA_CA_FILE }: AuthoritySettings): string | null {
  try {
    readAuthorities(TSA_CA_FILE);
    return null;
  } catch {
    return 'TSA_CA_FILE: holds no certificate that can be read (PEM)';
  }
}

/** @throws SettingsError */
export function assertAuthorities(settings: AuthoritySettings): void {
  const fault = faultOfAuthorities(settings);
  if (fault !== null) throw new SettingsError([fault]);
}
