import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * True when node_modules holds what package-lock.json asks for: by our stamp, else (somebody ran `npm ci`)
 * by npm's own list of what it installed.
 * @param {string} project
 */
export function isInstalled(project) {
  try {
    if (readFileSync(stampPath(project), 'utf8') === stampOf(project)) return true;
  } catch {
    // No stamp: npm's list decides.
  }
  if (!npmListMatches(project)) return false;
  writeStamp(project);
  return true;
}

/**
 * Notes that node_modules fits package-lock.json.
 * @param {string} project
 */
export function writeStamp(project) {
  try {
    writeFileSync(stampPath(project), stampOf(project));
  } catch {
    // A read-only installation is compared anew each time.
  }
}

const stampPath = (project) => join(project, 'node_modules', '.uppsikt-stamp');

function stampOf(project) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(project, name)));
  return hash.digest('hex');
}

function npmListMatches(project) {
  try {
    const read = (...path) => JSON.parse(readFileSync(join(project, ...path), 'utf8'));
    const wanted = read('package-lock.json').packages;
    const present = read('node_modules', '.package-lock.json').packages;
    const manifest = read('package.json');
    const group = (from, name) => JSON.stringify(Object.entries(from[name] ?? {}).sort());
    if (GROUPS.some((name) => group(manifest, name) !== group(wanted[''], name))) return false;
    const same = (path) => wanted[path]?.integrity === present[path]?.integrity;
    const complete = Object.keys(wanted).every((path) => {
      // What is optional may be missing: it is for another system.
      return path === '' || (present[path] ? same(path) : wanted[path].optional);
    });
    return complete && Object.keys(present).every((path) => path in wanted);
  } catch {
    return false;
  }
}
