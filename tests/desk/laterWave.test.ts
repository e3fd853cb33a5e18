import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { invite } from '../../src/desk/invite.ts';
import { packCompiled } from '../../src/desk/pack.ts';
import { sentence } from '../../src/desk/problem.ts';
import { pull } from '../../src/desk/pull.ts';
import { table } from '../../src/desk/table.ts';
import {
  type DeskBench,
  familyRows,
  packOptions,
  redeem,
  type Said,
  send,
  smallPack,
  startDeskBench,
  startInterview,
  sure,
} from '../support/deskBench.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const storms: Said = [
  ['storms', 'storm', 'wind', 2],
  ['storms', 'storm', 'hail', 0],
  ['storms', 'storm', 'shelter', 'yes'],
];

const marked = (questionnaire: Questionnaire): Questionnaire => ({
  ...questionnaire,
  sections: questionnaire.sections.map((section) =>
    section.id === 'storms' ? { ...section, flags: ['core'], period: true } : section,
  ),
});
const inviteOn = (day: string, wave: string) =>
  invite(bench.desk, { wave }, { ...bench.tools, now: () => new Date(`${day}T10:00:00.000Z`) });

describe('a second wave', () => {
  it('is dated by what the first one brought, and asks from there', async () => {
    sure(await bench.init());
    const pack = smallPack();
    const marks = { ...pack, questionnaires: pack.questionnaires.map(marked) };
    sure(await packCompiled(bench.desk, marks, packOptions, bench.tools));
    const [parent] = sure(await bench.inviteRows(familyRows));
    const space = await redeem(bench, parent?.text ?? '');
    if (space === null) throw new Error('not redeemed');
    const early = await inviteOn('2027-11-20', 'T1');
    expect(early.ok ? '' : sentence(early.error)).toContain('Nobody who was looked at');
    expect(bench.said.join('\n')).toContain('person P1: no invite, no parent of this family has completed');

    await send(bench, space, await startInterview(space).bundle(storms, { done: true }));
    sure(await pull(bench.desk, bench.tools));
    expect((await inviteOn('2027-10-01', 'T1')).ok).toBe(false);
    expect(bench.said.join('\n')).toContain('the window of this wave opens on 2027-10-23');

    const [again] = sure(await inviteOn('2027-11-20', 'T1'));
    const later = await redeem(bench, again?.text ?? '');
    expect(later?.envelope).toMatchObject({
      wave: 'T1',
      firstWave: false,
      due: '2027-11-22',
      windowOpens: '2027-10-23',
      windowEnds: '2028-03-21',
      tasks: [{ questionnaire: 'small', periodFrom: '2026-11-22', extent: 'full' }],
    });
    expect(later?.envelope.tasks[0]?.id).not.toBe(space.envelope.tasks[0]?.id);

    const out = join(bench.folder, 'table');
    sure(await table(bench.desk, { out }, bench.tools));
    const rows: Record<string, string>[] = parse(await readFile(join(out, 'table.csv'), 'utf8'), {
      bom: true,
      columns: true,
    });
    expect(
      rows
        .filter(({ person }) => person === 'F1/P1')
        .map((row) => [
          row.wave,
          row.firstwave,
          row.due,
          row.sm__from,
          row.sm__since,
          row.sm__extent,
          row.sm_wind,
        ]),
    ).toEqual([
      ['T0', '1', '2026-11-22', '2025-11-22', 'november 2025', '1', '2'],
      ['T1', '0', '2027-11-22', '2026-11-22', 'november 2026', '1', '-95'],
    ]);
  });
});
