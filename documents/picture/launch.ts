/**
 * Starts a Chromium that draws: sandboxed, without any way to the network, without the secrets of whoever starts it. As
 * root it becomes an unprivileged user first, since a browser refuses its sandbox to root.
 */
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

export interface LaunchOptions {
  readonly path: string;
  readonly libraries: string | null;
  /** `off` by CAPTURE_SANDBOX alone. */
  readonly sandbox: 'on' | 'off';
}

const NOBODY = 65_534;
const LAUNCH_MS = 30_000;

/** What leads out of the machine leads nowhere; pages are handed their content. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

const quoted = (path: string): string => `'${path.replaceAll("'", String.raw`'\''`)}'`;

/** The last profile named is the one that counts: playwright's own may stand where only root may go. */
const asNobody = (path: string, profile: string): string => `#!/bin/sh
exec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups ${quoted(path)} "$@" --user-data-dir=${quoted(profile)}
`;

/** For a browser that runs as nobody: a folder of its own, where everybody may pass. */
async function openProfile(path: string, isRoot: boolean): Promise<{ folder: string; program: string }> {
  const folder = await mkdtemp(join(isRoot ? '/tmp' : tmpdir(), 'uppsikt-picture-'));
  if (!isRoot) return { folder, program: path };
  const program = join(folder, 'browser');
  const profile = join(folder, 'profile');
  await mkdir(profile, { mode: 0o700 });
  await chown(profile, NOBODY, NOBODY);
  await chmod(folder, 0o711);
  await writeFile(program, asNobody(path, profile), { mode: 0o700 });
  return { folder, program };
}

export interface Launched {
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function launchChromium({ path, libraries, sandbox }: LaunchOptions): Promise<Launched> {
  const isRoot = process.getuid?.() === 0;
  const { folder, program } = await openProfile(path, isRoot);
  const home = isRoot ? join(folder, 'profile') : folder;
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Loaded with the first picture: most processes that could draw never do, and it is large.
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({
      executablePath: program,
      chromiumSandbox: sandbox === 'on',
      args: ARGUMENTS,
      timeout: LAUNCH_MS,
      // The keys and addresses of the worker are none of the browser's business.
      env: {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        LANG: 'C.UTF-8',
        HOME: home,
        TMPDIR: home,
        ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }),
      },
    });
    return {
      browser,
      async close() {
        await browser.close().catch(() => undefined);
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
