/**
 * Every proof at its small size, by the command that anyone can run: the figures are printed, and each must
 * hold its mark with its control caught.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { top } from '../support/readTree.ts';

/** Without what the test runner sets for itself: the app that is proved is the app as it ships. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|MODE|DEV|PROD|TEST|TZ|VITEST.*)$/.test(name)),
  );

const prove = (name: string): Promise<{ readonly status: number | null; readonly printed: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(top, 'tests/proofs/prove.ts'), name], {
      cwd: top,
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (data: Buffer) => {
      printed += data.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, printed }));
  });

const provesItself = async (name: string): Promise<Record<string, unknown>> => {
  const { status, printed } = await prove(name);
  const line = printed.trim().split('\n').at(-1) ?? '';
  process.stdout.write(`${name} ${line}\n`);
  expect(status).toBe(0);
  return JSON.parse(line) as Record<string, unknown>;
};

describe('proofs', { timeout: 12 * 60_000 }, () => {
  it.each(['routes', 'path', 'residue'])('%s, with its control caught', async (name) => {
    const { control } = await provesItself(name);
    expect(control).toBeGreaterThan(0);
  });

  it('engine: an answer costs the same in a questionnaire of any size', async () => {
    expect(await provesItself('engine')).toHaveProperty('ratio');
  });
});
