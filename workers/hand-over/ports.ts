/** The ways out as the worker's process opens them. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import type { HandOverPorts } from './deps.ts';
import { createFolderWay } from './folder-way.ts';
import { createRegistryMailer, type RegistryMailer } from './mail-way.ts';
import { sftpWay } from './sftp-way.ts';

export interface HandOverSettings
  extends Pick<HandOverPorts, 'evidenceOf' | 'pack' | 'publicUrl' | 'mailFrom'> {
  readonly smtpUrl: string | undefined;
  /** HAND_OVER_FOLDER. */
  readonly folder: string | undefined;
  readonly software: EvidencePackage['software'];
}

/** Where the operator has named no folder, every watched folder is missing. */
const NOWHERE = '/nonexistent';

export function openHandOver(settings: HandOverSettings): HandOverPorts & { close(): void } {
  const { smtpUrl, folder, ...rest } = settings;
  const mailer: RegistryMailer | null = smtpUrl === undefined ? null : createRegistryMailer(smtpUrl);
  return {
    ...rest,
    mail: mailer && ((mail) => mailer.send(mail)),
    folder: createFolderWay(folder ?? NOWHERE),
    sftp: sftpWay,
    close: () => mailer?.close(),
  };
}
