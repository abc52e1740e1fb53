/** Settings that name something on this machine, proven before anything is started with them. */
import { accessSync, constants, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readSettings, type Settings } from '../../core/kernel/config.ts';
import { SettingsError } from '../../core/kernel/start-errors.ts';
import { faultOfAuthorities } from '../../workers/chain/authorities.ts';
import { faultOfOpinionFolder } from '../../workers/second-opinion/model-folder.ts';

const kindOf = (path: string): 'folder' | 'other' | null => {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    // Something above it is no folder, or may not be looked into.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'other';
  }
};

/** Why nothing can be kept in this folder, which is made where it is missing; null: it can. */
export function faultOfDataDir(folder: string): string | null {
  let there = resolve(folder);
  let kind = kindOf(there);
  while (kind === null && there !== dirname(there)) {
    there = dirname(there);
    kind = kindOf(there);
  }
  if (kind !== 'folder') return 'is no folder, and none can be made there';
  try {
    // Tried and not asked: root may write everywhere, and /proc takes nothing all the same.
    rmdirSync(mkdtempSync(join(there, '.uppsikt-')));
    return null;
  } catch {
    return 'may not be written to by this user';
  }
}

/** Why this file cannot be run; null: it can, as far as the file system says. */
function faultOfProgram(file: string): string | null {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() ? null : 'is no program';
  } catch {
    return 'is no program that this user may run';
  }
}

const chromiumFault = ({ CHROMIUM_BINARY }: Settings): string | null => {
  const fault = CHROMIUM_BINARY === undefined ? null : faultOfProgram(CHROMIUM_BINARY);
  return fault === null ? null : `CHROMIUM_BINARY: ${fault}`;
};

const throwIfAny = (faults: readonly (string | null)[]): void => {
  const problems = faults.filter((fault) => fault !== null);
  if (problems.length > 0) throw new SettingsError(problems);
};

const dataDirFault = ({ DATA_DIR }: Settings): string | null => {
  const fault = faultOfDataDir(DATA_DIR);
  return fault === null ? null : `DATA_DIR: ${fault}`;
};

/** For a command, which needs the store and starts nothing else. Throws {@link SettingsError}. */
export function readCommandSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const settings = readSettings(env);
  throwIfAny([dataDirFault(settings)]);
  return settings;
}

/** For `npm start`, which starts everything. Throws {@link SettingsError} that names every wrong one. */
export function readStartSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const settings = readSettings(env);
  throwIfAny([
    dataDirFault(settings),
    faultOfOpinionFolder(settings),
    faultOfAuthorities(settings),
    chromiumFault(settings),
  ]);
  return settings;
}
