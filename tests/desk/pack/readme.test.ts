import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tabulate } from '#core/table/tabulate.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { interview, invited } from '../../support/arrivals.ts';
import { packDirectory, packFolder } from '../../support/packFolder.ts';

const readme = readFileSync(join(packDirectory, 'README.md'), 'utf8');
/** What stands in the fence after a comment that names it. */
const fenced = (name: string): string => {
  const [, after] = readme.split(`<!-- ${name} -->`);
  const [, found] = after?.split(/^```(?:json)?$/m) ?? [];
  if (found === undefined) throw new Error(`the README has no ${name}`);
  return found;
};

const folder = packFolder();
afterAll(() => folder.discard());
for (const file of ['definition', 'nl', 'en', 'cases']) {
  const name = `sleep/v1/${file}.json`;
  mkdirSync(dirname(join(folder.path, name)), { recursive: true });
  folder.write(name, fenced(name));
}
const study = JSON.parse(readFileSync(join(folder.path, 'study.json'), 'utf8')) as { tasks: unknown[] };
study.tasks.push(JSON.parse(fenced('task')));
folder.write('study.json', JSON.stringify(study));
const compiled = compilePack(folder.path);

describe('the afternoon in the README', () => {
  it('compiles without an error, and its cases are right', () => {
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 1));
    expect(compiled.value.cases['sleep/v1']).toHaveLength(2);
  });

  it('ends in the table that it shows', () => {
    if (!compiled.ok) throw new Error('it does not compile');
    const short = compiled.value.cases['sleep/v1']?.[1];
    if (short === undefined) throw new Error('no second case');
    const sleep = { questionnaire: 'sleep', version: 1, subject: 'self' };
    const passed = { missing: 'seen-and-passed' } as const;
    const given = (item: string) => {
      const found = short.answers[item];
      return found === undefined || (typeof found === 'object' && !Array.isArray(found)) ? passed : found;
    };
    const said = Object.fromEntries(
      ['hours', 'awakeNoise', 'awakeWorry', 'rest'].map((item) => [item, given(item)]),
    );
    const table = tabulate({
      people: [invited({ tasks: [{ ...sleep, periodFrom: '2025-11-01', extent: 'full' }] })],
      interviews: [
        interview([{ section: 'nights', block: 'lately', answers: said }], {
          about: { person: 'p1', wave: 'T0', ...sleep },
          done: true,
        }),
      ],
      questionnaires: compiled.value.questionnaires,
      demo: true,
      language: 'en',
    });
    const [, after = ''] = readme.split('<!-- table -->\n');
    const [head = '', , row = ''] = after.split('\n');
    const cells = (line: string): readonly string[] =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '');
    expect(cells(head)).toHaveLength(4);
    expect(cells(head).map((name) => String(table.rows[0]?.cells[name]))).toEqual(cells(row));
  });
});
