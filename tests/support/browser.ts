/** A real Chromium with a profile on disk that a test may kill, start again and search. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { browserPath } from './browserPath.ts';
import { noBrowserSentence } from './fetchBrowser.ts';

export interface LaunchOptions extends BrowserContextOptions {
  /** Folder of the profile; a fresh one, deleted by `close`, when absent. */
  readonly profile?: string;
  /** Further command-line switches. */
  readonly args?: readonly string[];
}

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly profile: string;
  /** Of the browser's main process. */
  readonly pid: number;
  /** Ends every process of this browser at once, as a power cut would; the profile stays. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const switches = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const processes = (): readonly Process[] =>
  execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined || parent === undefined
        ? []
        : [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }];
    });

/** The process and everything it started. */
const treeOf = (all: readonly Process[], pid: number): readonly number[] => [
  pid,
  ...all.filter(({ parent }) => parent === pid).flatMap((child) => treeOf(all, child.pid)),
];

/** Every running process of the browser that has this profile, the main one first. */
export const processesOf = (profile: string): readonly number[] => {
  const all = processes();
  const main = all.filter(
    ({ command }) => `${command} `.includes(`--user-data-dir=${profile} `) && !command.includes('--type='),
  );
  // A starter script of the system's may stand above the browser itself: the outermost one counts.
  const pids = new Set(main.map(({ pid }) => pid));
  const outermost = main.find(({ parent }) => !pids.has(parent));
  return outermost === undefined ? [] : treeOf(all, outermost.pid);
};

/** Ends a process and all it started with SIGKILL, and waits until they are gone. */
const killTree = async (pid: number): Promise<void> => {
  const doomed = treeOf(processes(), pid);
  for (const each of doomed) {
    try {
      process.kill(each, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  const gone = (): boolean => {
    const alive = new Map(processes().map((each) => [each.pid, each.command]));
    return doomed.every((each) => !alive.has(each) || alive.get(each)?.includes('<defunct>') === true);
  };
  for (let waited = 0; !gone(); waited += 20) {
    if (waited > 10_000) throw new Error(`process ${pid} does not end`);
    await new Promise((done) => setTimeout(done, 20));
  }
};

export const launchBrowser = async (options: LaunchOptions = {}): Promise<LaunchedBrowser> => {
  const { profile: given, args = [], ...contextOptions } = options;
  const executablePath = browserPath();
  if (executablePath === null) throw new Error(noBrowserSentence.trim());
  const profile = given ?? mkdtempSync(join(tmpdir(), 'adem-profile-'));
  const root = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    ...contextOptions,
    executablePath,
    headless: true,
    chromiumSandbox: !root,
    args: [...switches, ...(root ? ['--no-sandbox'] : []), ...args],
  });
  const pid = processesOf(profile)[0];
  if (pid === undefined) throw new Error(`no running browser has the profile ${profile}`);
  return {
    context,
    profile,
    pid,
    kill: () => killTree(pid),
    close: async () => {
      await context.close();
      if (given === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
