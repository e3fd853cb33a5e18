/** Starts the project's own commands as child processes of this Node, without a shell. */
import { type ChildProcess, spawn } from 'node:child_process';
import { project } from './paths.ts';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end. `show`: its output also goes to the terminal. */
export function run(words: readonly string[], show = false): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout += part;
      if (show) process.stdout.write(part);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part;
      if (show) process.stderr.write(part);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

export interface Started {
  readonly child: ChildProcess;
  /** Resolves with what it said when it ends before the wanted line came. */
  readonly ready: Promise<{ readonly ok: true } | { readonly ok: false; readonly said: string }>;
}

/** Starts something that goes on; ready once a line of its output begins with `sign`. */
export function start(words: readonly string[], sign: string): Started {
  const child = spawn(process.execPath, [...words], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  const ready: Started['ready'] = new Promise((resolve) => {
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
      if (out.split('\n').some((line) => line.startsWith(sign))) resolve({ ok: true });
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said = `${said}${part}`.slice(-2000);
    });
    child.once('error', (thrown) => resolve({ ok: false, said: thrown.message }));
    child.once('close', () => resolve({ ok: false, said: said.trim() }));
  });
  return { child, ready };
}

/** Asks it to end and waits; after a while it is made to. */
export function stop(child: ChildProcess, patienceMs = 8000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
