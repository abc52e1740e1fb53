/** The ways out to a case system as tests have them: nowhere, or into lists that they look into. */

import type {
  Delivered,
  FileWay,
  HandOverPorts,
  ParcelFile,
  RegistryMail,
} from '../../workers/hand-over/deps.ts';
import { evidencePackage } from './evidence-package.ts';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A small package of every form: what is inside is another test's business. */
export const packed: HandOverPorts['pack'] = async (_db, { evidence }, format) => ({
  format,
  ending: format === 'pdf' ? 'pdf' : 'zip',
  mime: format === 'pdf' ? 'application/pdf' : 'application/zip',
  bytes: encoded(`${format} of ${evidence.captureId}`),
});

const closedWay: FileWay<never> = {
  deliver: async () => ({ outcome: 'not-sent', cause: 'folder-missing', again: true }),
  stands: async () => null,
  receipts: async (_target, _secret, take) => take([]),
};

/** No way is open. Captures are made up. */
export const nowhere: HandOverPorts = {
  mail: null,
  folder: closedWay,
  sftp: closedWay,
  evidenceOf: async (_db, { captureId }) => evidencePackage({ captureId, secrecy: null }),
  pack: packed,
  publicUrl: 'https://uppsikt.exempel.se',
  mailFrom: null,
  software: { name: 'uppsikt', version: '0.0.0' },
};

/** A registry that keeps what it gets, and answers as it is told. */
export interface Registry {
  readonly mails: RegistryMail[];
  readonly files: ParcelFile[];
  /** For the next try; then it takes everything again. */
  answer: Delivered | null;
  readonly ports: HandOverPorts;
}

export function openRegistry(more: Partial<HandOverPorts> = {}): Registry {
  const registry: { -readonly [K in keyof Registry]: Registry[K] } = {
    mails: [],
    files: [],
    answer: null,
    ports: nowhere,
  };
  const taken = <T>(list: T[], one: T): Delivered => {
    const { answer } = registry;
    registry.answer = null;
    // What is lost on the way back has arrived all the same.
    if (answer === null || answer.outcome !== 'not-sent') list.push(one);
    return answer ?? { outcome: 'sent' };
  };
  const way: FileWay<unknown> = {
    deliver: async (_target, file) => taken(registry.files, file),
    stands: async () => null,
    receipts: async (_target, _secret, take) => take([]),
  };
  registry.ports = {
    ...nowhere,
    mail: async (mail) => taken(registry.mails, mail),
    folder: way,
    sftp: way,
    ...more,
  };
  return registry;
}
