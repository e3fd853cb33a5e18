/** The mailbox as its own process, started the way an operator does, on ports the system picks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

export interface MailboxProcess {
  readonly device: string;
  readonly desk: string;
  readonly deskToken: string;
  readonly stderr: () => string;
  /** Ends it with a signal and waits: the exit code, or null when the signal itself ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function startMailboxProcess(
  data: string,
  ...words: readonly string[]
): Promise<MailboxProcess> {
  const child = run(['--data', data, '--port', '0', '--desk-port', '0', '--app', 'none', ...words]);
  const addresses = await new Promise<readonly string[]>((done, failed) => {
    const look = (): void => {
      const found = [...child.said.stdout.matchAll(/^For (?:devices|the desk): (\S+)$/gm)].map(
        (match) => match[1] ?? '',
      );
      if (found.length === 2) done(found);
    };
    child.process.stdout?.on('data', look);
    child.ended.then(({ stderr }) => failed(new Error(`the mailbox did not start: ${stderr}`)), failed);
  });
  const deskToken = (await readFile(join(data, 'desk-token'), 'utf8')).trim();
  return {
    device: addresses[0] ?? '',
    desk: addresses[1] ?? '',
    deskToken,
    stderr: () => child.said.stderr,
    async end(signal) {
      child.process.kill(signal);
      return (await child.ended).code;
    },
  };
}

const alive = new Map<ChildProcess, Promise<Ended>>();

/** For after a test, also one that failed half-way: nothing keeps running. */
export async function killMailboxProcesses(): Promise<void> {
  const ending = [...alive.values()];
  for (const child of alive.keys()) child.kill('SIGKILL');
  await Promise.allSettled(ending);
}

/** Runs it to its end. */
export const runMailbox = (...words: readonly string[]): Promise<Ended> => run(words).ended;

function run(words: readonly string[]): {
  process: ChildProcess;
  said: { stdout: string; stderr: string };
  ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      alive.delete(child);
      done({ code, ...said });
    });
  });
  alive.set(child, ended);
  return { process: child, said, ended };
}
