import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { top } from './support/readTree.ts';

const script = readFileSync(join(top, 'src/needNode.cjs'), 'utf8');

/** Runs the guard as a given Node would, with or without installed packages; returns what it says. */
const sayAs = (node: string, installed: boolean): readonly string[] => {
  const said: string[] = [];
  const needs: Readonly<Record<string, unknown>> = {
    fs: { existsSync: () => installed },
    path: { join: (...parts: readonly string[]) => parts.join('/') },
  };
  const stopped = new Error('stopped');
  const exit = (): never => {
    throw stopped;
  };
  const process = { versions: { node }, stderr: { write: (line: string) => said.push(line) }, exit };
  try {
    runInNewContext(script, { require: (name: string) => needs[name], process, __dirname: '/project/src' });
  } catch (thrown) {
    if (thrown !== stopped) throw thrown;
  }
  return said;
};

describe('before any command', () => {
  it('a new enough Node with packages installed is let through', () => {
    expect(sayAs('24.0.0', true)).toEqual([]);
    expect(sayAs('26.1.0', true)).toEqual([]);
  });

  it('an old Node is told in one sentence, on one line', () => {
    const said = sayAs('20.20.2', true);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^Adem needs Node 24 or newer and this is Node 20\.20\.2: .*\n$/);
  });

  it('missing packages are told in one sentence', () => {
    expect(sayAs('24.0.0', false)).toEqual([
      'Adem is not installed yet: run "npm install" in this folder first.\n',
    ]);
  });

  it('is written for a Node of any age', () => {
    const code = script.replace(/^\/\/.*$/gm, '');
    expect(code).not.toMatch(/=>|\b(const|let|import)\b|`/);
  });
});
