import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestSchema } from '#core/protocol/manifest.ts';
import { ok } from '#core/result.ts';
import { openWith } from '#crypto/age.ts';
import { fromBase64, text } from '#crypto/bytes.ts';
import { openFile } from '#crypto/file.ts';
import { openSigned } from '#crypto/signing.ts';
import { checkReady } from '../../src/desk/checkReady.ts';
import { withDeskRead } from '../../src/desk/desk.ts';
import { invite } from '../../src/desk/invite.ts';
import { pack, packCompiled } from '../../src/desk/pack.ts';
import { checkApp, inviteCode, inviteLines, writeSheets } from '../../src/desk/printInvites.ts';
import { sentence } from '../../src/desk/problem.ts';
import { pull } from '../../src/desk/pull.ts';
import { revoke } from '../../src/desk/revoke.ts';
import {
  type DeskBench,
  familyRows,
  firstPart,
  packOptions,
  redeem,
  secondPart,
  send,
  smallPack,
  startDeskBench,
  startInterview,
  sure,
} from '../support/deskBench.ts';
import { studyWordsIn } from '../support/studyWords.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const state = async () => sure(await withDeskRead(bench.desk, bench.tools, async (desk) => ok(desk.state)));
const doPack = (version = 1) => packCompiled(bench.desk, smallPack(version), packOptions, bench.tools);

describe('packing', () => {
  it('signs a manifest with the next serial each time and keeps the sealed file of an unchanged version', async () => {
    sure(await bench.init());
    expect(sure(await doPack())).toMatchObject({ serial: 1, questionnaires: 2 });
    expect(sure(await doPack())).toMatchObject({ serial: 2 });
    const [first, second] = (await state()).manifests;
    expect(second?.files).toEqual(first?.files);
    expect(sure(await doPack(2))).toMatchObject({ serial: 3 });
    const manifests = (await state()).manifests;
    expect(manifests[2]?.files).not.toEqual(first?.files);
    const root = JSON.parse(await readFile(join(bench.desk, 'desk.json'), 'utf8')) as { root: string };
    const newest = sure(openSigned('manifest', manifestSchema, [root.root], manifests[2]?.signed));
    for (const { sha256 } of first?.files ?? []) expect(newest.files).toContain(sha256);
    expect(newest).toMatchObject({ serial: 3, demo: true });
  });

  it('a pack with mistakes is refused with all of them, file by file', async () => {
    sure(await bench.init());
    const broken = await pack(bench.desk, { ...packOptions, questionnaires: bench.folder }, bench.tools);
    expect(broken.ok ? '' : sentence(broken.error)).toContain('study.json: the file is not there');
    expect((await state()).manifests).toEqual([]);
  });

  it('a manifest for real families is refused with every single thing that is missing', async () => {
    sure(await bench.init(false));
    const refused = await doPack();
    const told = refused.ok ? '' : sentence(refused.error);
    for (const words of ['"demo": true', 'is a draft', '--ethics', '--disclosure', '--on-call', '--contact'])
      expect(told).toContain(words);
    expect((await state()).manifests).toEqual([]);
  });

  it('nothing is missing once all texts are reviewed and the four are named', () => {
    const { questionnaires, help, study } = smallPack();
    const reviewed = <T extends { review: 'draft' | 'reviewed' }>(texts: Readonly<Record<string, T>>) =>
      Object.fromEntries(
        Object.entries(texts).map(([language, one]) => [language, { ...one, review: 'reviewed' as const }]),
      );
    const ready = {
      questionnaires: questionnaires.map((one) => ({ ...one, texts: reviewed(one.texts) })),
      help: { ...help, texts: reviewed(help.texts) },
      study: { ...study, demo: false },
    };
    const office = { ethics: 'ref 1', contact: 'phone', onCall: 'somebody', disclosure: 'protocol 2' };
    expect(checkReady(ready, office, false)).toEqual([]);
    expect(checkReady(ready, { ...office, onCall: null }, false)).toEqual([
      '- the person on call is missing; name one with --on-call.',
    ]);
  });

  it('no invite can be made before there is a manifest', async () => {
    sure(await bench.init());
    const early = await bench.inviteRows(familyRows);
    expect(early.ok ? '' : sentence(early.error)).toContain('run "pack" first');
  });
});

describe('inviting a family', () => {
  it('gives each person an envelope with just her own questionnaire, and the roster as she sees it', async () => {
    const [parent, child, second] = await bench.ready();
    const spaces = await Promise.all([parent, child, second].map((one) => redeem(bench, one?.text ?? '')));
    const [p, c, s] = spaces.map((space) => space?.envelope);
    expect(p).toMatchObject({
      role: 'parent',
      band: 'adult',
      wave: 'T0',
      firstWave: true,
      person: 'F1/P1',
      due: '2026-11-22',
      windowEnds: '2027-03-22',
    });
    expect(p?.roster.map(({ kind, relation }) => [kind, relation])).toEqual([
      ['partner', 'ex-partner'],
      ['child', 'child'],
    ]);
    expect(s?.roster.map(({ kind, relation }) => [kind, relation])).toEqual([
      ['partner', 'ex-partner'],
      ['child', 'child'],
    ]);
    expect(s?.language).toBe('en');
    expect(c).toMatchObject({ role: 'child', band: 'child-8-11', unattended: true });
    expect(c?.roster.map(({ kind, relation }) => [kind, relation])).toEqual([
      ['parent', 'mother'],
      ['parent', 'father'],
    ]);
    expect(p?.files.map(({ questionnaire }) => questionnaire).sort()).toEqual(['', 'small']);
    expect(c?.files.map(({ questionnaire }) => questionnaire).sort()).toEqual(['', 'smallChild']);
    expect(new Set(spaces.map((space) => space?.envelope.spaceIdentity)).size).toBe(3);
    const file = c?.files.find(({ kind }) => kind === 'questionnaire');
    const sealed = await fetch(`${bench.deviceUrl}/v1/files/${file?.sha256}`, {
      headers: { authorization: `Bearer ${spaces[1]?.bearer}` },
    });
    const opened = await openFile(new Uint8Array(await sealed.arrayBuffer()), {
      sha256: file?.sha256 ?? '',
      identity: file?.identity ?? '',
    });
    expect(opened).toMatchObject({ ok: true, value: { questionnaire: 'smallChild' } });
  });

  it('an invite works once, and the desk keeps nothing that opens its envelope', async () => {
    const [parent] = await bench.ready();
    expect(await redeem(bench, parent?.text ?? '')).not.toBeNull();
    expect(await redeem(bench, parent?.text ?? '')).toBeNull();
    const secret = (parent?.text ?? '').replaceAll('-', '');
    const identity =
      (await readFile(join(bench.desk, 'keys', 'desk.txt'), 'utf8')).trim().split('\n').at(-1) ?? '';
    for (const name of await readdir(join(bench.desk, 'state'))) {
      const plain = text(sure(await openWith([identity], await readFile(join(bench.desk, 'state', name)))));
      expect(plain).not.toContain(parent?.text);
      expect(plain).not.toContain(secret);
    }
    const [kept] = (await state()).invites.values();
    expect(Object.keys(kept ?? {}).sort()).toEqual([
      'band',
      'closes',
      'due',
      'envelopeRecipient',
      'expires',
      'family',
      'firstWave',
      'hmacKey',
      'issued',
      'letterRecipient',
      'number',
      'person',
      'roster',
      'tasks',
      'wave',
      'windowEnds',
    ]);
    expect(fromBase64(kept?.hmacKey ?? '')).toHaveLength(32);
  });

  it('a second parent waits for a recorded decision; in a demonstration that is marked as synthetic', async () => {
    sure(await bench.init());
    sure(await doPack());
    expect(sure(await bench.inviteRows(familyRows)).map(({ person }) => person)).toEqual(['P1', 'C1']);
    expect(bench.said.join('\n')).toContain('Family F1, person P2: no invite, a second parent');
    const { decideSecondParent } = await import('../../src/desk/decide.ts');
    sure(
      await decideSecondParent(
        bench.desk,
        { family: 'F1', reason: 'the team has checked', by: 'AB' },
        bench.tools,
      ),
    );
    expect((await state()).decisions).toEqual([expect.objectContaining({ family: 'F1', synthetic: true })]);
    expect(sure(await bench.inviteRows(familyRows)).map(({ person }) => person)).toEqual(['P1', 'C1', 'P2']);
  });

  it('a new invite for the same person closes the old one and keeps rows and tasks', async () => {
    const [first] = await bench.ready();
    const [again] = sure(await bench.inviteRows(familyRows));
    expect(await redeem(bench, first?.text ?? '')).toBeNull();
    const space = await redeem(bench, again?.text ?? '');
    const invites = [...(await state()).invites.values()].filter(({ person }) => person === 'P1');
    expect(invites).toHaveLength(2);
    expect(invites[1]?.tasks).toEqual(invites[0]?.tasks);
    expect(space?.envelope.tasks).toEqual(invites[0]?.tasks);
  });

  it('a finished task is left out of the next envelope', async () => {
    const [first] = await bench.ready();
    const space = await redeem(bench, first?.text ?? '');
    if (space === null) throw new Error('not redeemed');
    const interview = startInterview(space);
    await send(bench, space, await interview.bundle(firstPart));
    await send(bench, space, await interview.bundle(secondPart, { done: true }));
    sure(await pull(bench.desk, bench.tools));
    const next = sure(await bench.inviteRows(familyRows));
    expect(next.map(({ person }) => person)).toEqual(['C1', 'P2']);
    expect(bench.said.join('\n')).toContain('person P1: no invite, all tasks of this wave are done');
  });

  it('errors in the file are all told and nothing is made', async () => {
    await bench.ready();
    const before = (await state()).invites.size;
    const wrong = await bench.inviteRows([
      'F2,P1,parent,1986-4,f,nl,mother',
      'F2,C1,child,2017-02,q,nl,child',
    ]);
    const told = wrong.ok ? '' : sentence(wrong.error);
    expect(told).toContain('families.csv, line 2, column "birth month"');
    expect(told).toContain('families.csv, line 3, column "sex"');
    expect((await state()).invites.size).toBe(before);
  });

  it('a child too young, a file that is not there and a wave that is not known are clear sentences', async () => {
    await bench.ready();
    const young = await bench.inviteRows([
      'F3,P1,parent,1986-04,f,nl,mother',
      'F3,C1,child,2022-02,f,nl,child',
    ]);
    expect(sure(young).map(({ person }) => person)).toEqual(['P1']);
    expect(bench.said.join('\n')).toContain('younger than the youngest band');
    const gone = await invite(
      bench.desk,
      { families: join(bench.folder, 'none.csv'), wave: 'T0' },
      bench.tools,
    );
    expect(gone.ok ? '' : sentence(gone.error)).toContain('there is no such file');
    const wave = await invite(bench.desk, { families: 'x', wave: 'T7' }, bench.tools);
    expect(wave.ok ? '' : sentence(wave.error)).toContain('"T7"');
  });

  it('prints nothing when the mailbox did not take it, and closes those invites at the next try', async () => {
    sure(await bench.init());
    sure(await doPack());
    bench.tamper = (path, response) => {
      if (path.includes('/invites/')) throw new TypeError('fetch failed');
      return response;
    };
    expect(await bench.inviteRows(familyRows)).toMatchObject({ ok: false, error: { type: 'unreachable' } });
    expect(bench.said.join('\n')).toContain('No invite was printed');
    bench.tamper = null;
    const made = sure(await bench.inviteRows(familyRows));
    expect(await redeem(bench, made[0]?.text ?? '')).not.toBeNull();
    expect((await state()).closed.size).toBe(2);
  });

  it('an old paper is closed even when the first try to replace it failed half-way', async () => {
    const [old] = await bench.ready();
    bench.tamper = (path, response) => {
      if (path.includes('/invites/')) throw new TypeError('fetch failed');
      return response;
    };
    expect(await bench.inviteRows(familyRows)).toMatchObject({ ok: false });
    bench.tamper = null;
    sure(await bench.inviteRows(familyRows));
    expect(await redeem(bench, old?.text ?? '')).toBeNull();
  });

  it('revoking without a reason is refused', async () => {
    await bench.ready();
    const refused = await revoke(bench.desk, { family: 'F1', person: 'P1', reason: ' ' }, bench.tools);
    expect(refused.ok ? '' : sentence(refused.error)).toContain('--reason');
    expect((await state()).revoked.size).toBe(0);
  });

  it('revoking somebody who has no invite is refused', async () => {
    await bench.ready();
    const refused = await revoke(bench.desk, { family: 'F1', person: 'P9', reason: 'x' }, bench.tools);
    expect(refused.ok ? '' : sentence(refused.error)).toContain('no invite for person P9');
  });
});

describe('printing', () => {
  it('shows the letters and a QR code; one with an address holds no secret', async () => {
    const [parent] = await bench.ready();
    if (parent === undefined) throw new Error('no invite');
    expect(parent.text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(inviteLines(parent, null)).toContain(parent.text);
    expect(inviteLines(parent, null)).toMatch(/[█▀▄]{5}/);
    expect(inviteCode(parent, 'https://adem.example/')).toBe('https://adem.example/');
    expect(inviteCode(parent, null)).toBe(parent.text);
  });

  it('no page takes the place of another, however codes are written', async () => {
    const [one, two] = await bench.ready();
    if (one === undefined || two === undefined) throw new Error('no invites');
    const twins = [
      { ...one, family: 'A-1', person: '2' },
      { ...two, family: 'A', person: '1-2' },
    ];
    const paths = sure(await writeSheets(twins, null, join(bench.folder, 'sheets')));
    for (const [index, path] of paths.entries())
      expect(await readFile(path, 'utf8')).toContain(twins[index]?.text);
  });

  it.each(['adem.example', 'javascript:alert(1)', ''])(
    '"%s" is no address of an app, and no invite is used up for it',
    (app) => {
      const checked = checkApp(app);
      expect(checked.ok ? '' : sentence(checked.error)).toContain('--app');
    },
  );

  it('pages to print can be read by their owner only and say nothing about the subject', async () => {
    const invites = await bench.ready();
    const paths = sure(await writeSheets(invites, 'https://adem.example', join(bench.folder, 'sheets')));
    expect(paths).toHaveLength(3);
    for (const [index, path] of paths.entries()) {
      const page = await readFile(path, 'utf8');
      expect(page).toContain(invites[index]?.text);
      expect(page).toContain('<svg');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(studyWordsIn({ path, text: page })).toEqual([]);
    }
  });
});
