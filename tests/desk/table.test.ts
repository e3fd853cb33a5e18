import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#core/result.ts';
import { toCsv } from '../../src/desk/csv.ts';
import { withDeskRead } from '../../src/desk/desk.ts';
import { gatherArrived } from '../../src/desk/gatherArrived.ts';
import { gatherInvited } from '../../src/desk/gatherInvited.ts';
import { sentence } from '../../src/desk/problem.ts';
import { pull } from '../../src/desk/pull.ts';
import { revoke } from '../../src/desk/revoke.ts';
import { table } from '../../src/desk/table.ts';
import {
  type BenchSpace,
  type DeskBench,
  familyRows,
  firstPart,
  redeem,
  secondPart,
  send,
  startDeskBench,
  startInterview,
  sure,
} from '../support/deskBench.ts';

let bench: DeskBench;
let space: BenchSpace;
let out: string;
const rowsOf = async (name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(out, name), 'utf8'), { bom: true, columns: true });

const sendAndPull = async (): Promise<void> => {
  const interview = startInterview(space);
  await send(bench, space, await interview.bundle(firstPart));
  await send(bench, space, await interview.bundle(secondPart, { done: true }));
  sure(await pull(bench.desk, bench.tools));
};

describe('the table', () => {
  beforeEach(async () => {
    bench = await startDeskBench();
    const [parent] = await bench.ready();
    const redeemed = await redeem(bench, parent?.text ?? '');
    if (redeemed === null) throw new Error('not redeemed');
    space = redeemed;
    out = join(bench.folder, 'table');
  });
  afterEach(() => bench.close());

  it('has one row for each person and wave, with what was answered and coded reasons for the rest', async () => {
    await sendAndPull();
    expect(sure(await table(bench.desk, { out }, bench.tools))).toMatchObject({ persons: 3, problems: 0 });
    const rows = await rowsOf('table.csv');
    expect(rows.map(({ person, wave, demo }) => [person, wave, demo])).toEqual([
      ['F1/P1', 'T0', '1'],
      ['F1/C1', 'T0', '1'],
      ['F1/P2', 'T0', '1'],
    ]);
    expect(rows[0]).toMatchObject({
      sm_garden: '1',
      sm_weeding: '1',
      sm_wind: '2',
      sm_hail: '0',
      sm_weeds: '-95',
      sc_garden: '-94',
      sm__status: '2',
    });
    expect(rows[2]).toMatchObject({ sm_garden: '-95', sm__status: '0' });
  });

  it('comes with a codebook, the passes that do not count and the problems, all readable by their owner only', async () => {
    await sendAndPull();
    sure(await table(bench.desk, { out, language: 'en' }, bench.tools));
    expect((await readdir(out)).sort()).toEqual([
      'codebook.csv',
      'passes.csv',
      'problems.csv',
      'roster.csv',
      'table.csv',
    ]);
    for (const name of await readdir(out)) {
      expect((await stat(join(out, name))).mode & 0o777).toBe(0o600);
      expect((await readFile(join(out, name))).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    }
    const garden = (await rowsOf('codebook.csv')).find(({ column }) => column === 'sm_garden');
    expect(garden).toMatchObject({ label: 'Do you have a garden?', codes: '1 = Yes; 0 = No' });
    expect(garden?.['missing codes']).toMatch(/^dont-know = -91; .*not-asked = -94/);
  });

  it('is the only thing that writes an answer to the disk of the desk', async () => {
    const words: readonly (readonly [string, string, string, string])[] = [
      ['beds', 'weeding', 'weedNames', 'zevenblad-en-kweek'],
    ];
    await send(bench, space, await startInterview(space).bundle([...firstPart, ...words]));
    sure(await pull(bench.desk, bench.tools));
    sure(await table(bench.desk, { out }, bench.tools));
    const holding: string[] = [];
    for (const entry of await readdir(bench.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      if ((await readFile(path)).includes('zevenblad-en-kweek')) holding.push(path);
    }
    expect(holding).toEqual([join(out, 'table.csv')]);
  });

  it('lists quarantine and gaps as problems and leaves quarantined answers out', async () => {
    const interview = startInterview(space);
    await interview.bundle(firstPart);
    await send(bench, space, await interview.bundle(secondPart));
    sure(await pull(bench.desk, bench.tools));
    sure(await revoke(bench.desk, { family: 'F1', person: 'P1', reason: 'stolen' }, bench.tools));
    await send(bench, space, await startInterview(space).bundle(firstPart));
    sure(await pull(bench.desk, bench.tools));
    sure(await table(bench.desk, { out }, bench.tools));
    const problems = await rowsOf('problems.csv');
    expect(problems.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['quarantine', 'gap', 'events: gap', 'events: quarantined']),
    );
    expect(problems.find(({ what }) => what === 'quarantine')?.details).toContain('its invite is revoked');
    expect(problems.find(({ what }) => what === 'events: quarantined')?.details).toMatch(
      /^\d+ events are kept and not in the table: revoked \(\w+(, \w+)*( and \d+ more)?\)\.$/,
    );
    expect((await rowsOf('table.csv'))[0]).toMatchObject({
      sm_wind: '2',
      quarantined: String(firstPart.length),
    });
  });

  it('says whom the numbered columns are about, and a child who joins later, however old, comes last', async () => {
    sure(await bench.inviteRows([...familyRows, 'F1,C2,child,2015-06,m,nl,child']));
    sure(await table(bench.desk, { out }, bench.tools));
    const roster = (await rowsOf('roster.csv')).filter(({ person }) => person === 'F1/P1');
    expect(roster.map((row) => [row.kind, row.row, row.who, row['birth month'], row.sex])).toEqual([
      ['partner', '1', 'F1/P2', '1984-11', 'm'],
      ['child', '1', 'F1/C1', '2017-02', 'f'],
      ['child', '2', 'F1/C2', '2015-06', 'm'],
    ]);
  });

  it('in a language that no questionnaire has is refused, with those there are', async () => {
    const refused = await table(bench.desk, { out, language: 'fr' }, bench.tools);
    expect(refused.ok ? '' : sentence(refused.error)).toMatch(/"fr".*: --language takes .*en\./);
    expect(await readdir(bench.folder)).not.toContain('table');
  });

  it('is refused with one sentence when a stored bundle is gone from both places', async () => {
    await sendAndPull();
    const [name = ''] = await readdir(join(bench.desk, 'bundles'));
    const { rm } = await import('node:fs/promises');
    await rm(join(bench.desk, 'bundles', name));
    sure(await table(bench.desk, { out }, bench.tools));
    await rm(join(`${bench.desk}-copy`, 'bundles', name));
    expect(await table(bench.desk, { out }, bench.tools)).toMatchObject({
      ok: false,
      error: { type: 'damaged-file' },
    });
  });

  it('is the same whichever invite of the same person and wave was used', async () => {
    await sendAndPull();
    const gather = () =>
      withDeskRead(bench.desk, bench.tools, async (desk) =>
        ok({ people: gatherInvited(desk), arrived: sure(await gatherArrived(desk)) }),
      );
    const before = sure(await gather());
    sure(await bench.inviteRows(['F1,P2,parent,1984-11,m,en,ex-partner']));
    const after = sure(await gather());
    expect(after.people).toEqual(before.people);
    expect(after.arrived).toEqual(before.arrived);
  });
});

describe('CSV for spreadsheets', () => {
  it.each(['=1+1', '+31', '-dash', '@cmd', '\tx'])(
    'a text that a spreadsheet would run (%j) gets a quote before it',
    (cell) => {
      expect(parse(toCsv([[cell]]), { bom: true })).toEqual([[`'${cell}`]]);
    },
  );

  it('a missing code stays a number, a comma and a line break stay in their cell, nothing is an empty cell', () => {
    const [row] = parse(toCsv([[-94, 'a, "b"\nc', null, 0]]), { bom: true });
    expect(row).toEqual(['-94', 'a, "b"\nc', '', '0']);
  });

  it('a line break inside an answer begins no row of its own, and so no formula', () => {
    expect(toCsv([['a\n=1+1', 'b']])).toBe('\uFEFF"a\n=1+1",b\r\n');
  });
});
