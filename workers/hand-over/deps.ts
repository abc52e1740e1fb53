/** The ways out of the house to a case system, each behind a port that tests can watch. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import type { Db } from '../../core/kernel/db.ts';
import type { HandOverCause } from '../../core/records/hand-over.ts';
import type { FolderSettings, RouteSecret, SftpSettings } from '../../core/records/hand-over-route.ts';
import type { PackageFormat } from '../../core/records/package-format.ts';

/** A package as it leaves. `ending` without its dot. */
export interface PackedFile {
  readonly format: PackageFormat;
  readonly ending: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** How one try ended. `unknown`: it may have arrived. */
export type Delivered =
  | { readonly outcome: 'sent' }
  | {
      readonly outcome: 'not-sent';
      readonly cause: HandOverCause;
      /** Time, or an operator, may mend it. */
      readonly again: boolean;
      readonly shown?: string | undefined;
    }
  | { readonly outcome: 'unknown'; readonly cause: HandOverCause };

export interface RegistryMail {
  readonly to: string;
  readonly from: string;
  readonly messageId: string;
  /** Message-IDs of tries that may have arrived. */
  readonly earlier: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly file: PackedFile }[];
}

/** One file, and a note beside it where one is needed: the note is there before the file. */
export interface ParcelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly note: { readonly name: string; readonly text: string } | null;
}

export interface ReceiptFile {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** A place that holds files: a folder of this machine, or another machine's. */
export interface FileWay<Settings> {
  deliver(target: Settings, file: ParcelFile, secret: RouteSecret | null): Promise<Delivered>;
  /**
   * Whether a file of an earlier try stands there. `half`: only its beginning, which nobody has taken; null: it does
   * not, or nobody can say.
   */
  stands(target: Settings, name: string, secret: RouteSecret | null): Promise<'whole' | 'half' | null>;
  /** Runs `take` with the receipts that lie there now, while they can be read. */
  receipts(
    target: Settings,
    secret: RouteSecret | null,
    take: (files: readonly ReceiptFile[]) => Promise<void>,
  ): Promise<void>;
}

export interface HandOverPorts {
  /** Null: the municipality has set no mail server. */
  readonly mail: ((mail: RegistryMail) => Promise<Delivered>) | null;
  readonly folder: FileWay<FolderSettings>;
  readonly sftp: FileWay<SftpSettings>;
  /** All that a package is written from; null: there is no such capture. */
  evidenceOf(db: Db, key: { tenantId: string; captureId: string }): Promise<EvidencePackage | null>;
  pack(
    db: Db,
    of: { readonly tenantId: string; readonly evidence: EvidencePackage },
    format: PackageFormat,
  ): Promise<PackedFile>;
  /** Address of the app, for links and Message-IDs. */
  readonly publicUrl: string;
  /** Sender of mails; null: the communications unit of the account. */
  readonly mailFrom: string | null;
  readonly software: EvidencePackage['software'];
}
