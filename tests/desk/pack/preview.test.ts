import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outlineOf, pieceOf } from '#desk/pack/preview/previewPieces.ts';
import { type Preview, startPreview } from '#desk/pack/preview/startPreview.ts';
import { frameAddress, kindRows, sectionRows } from '../../../src/desk/pack/preview/page/framesFor.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

const garden = compiledGarden();
const outline = outlineOf([garden]);

describe('what there is to look at', () => {
  it('every section and item with its kind, a grid by its first line', () => {
    const [only] = outline;
    expect(only).toMatchObject({ name: 'garden/v1', bands: ['adult'], languages: ['nl', 'en'] });
    expect(only?.sections.map(({ id }) => id)).toEqual(['plot', 'year', 'shed']);
    expect(only?.sections[2]?.items).toContainEqual({
      id: 'nettles',
      kind: 'grid, scale',
      startsGrid: true,
    });
    expect(only?.sections[2]?.items).toContainEqual({
      id: 'thistles',
      kind: 'grid, scale',
      startsGrid: false,
    });
    expect(only?.sections[2]?.items).toContainEqual({
      id: 'helpers',
      kind: 'choices, child rows',
      startsGrid: false,
    });
  });

  it('one item with its words, or all lines of its grid', () => {
    const wanted = { name: 'garden/v1', item: 'nettles', language: 'en' };
    const one = pieceOf([garden], { ...wanted, together: false });
    expect(one?.lines.map(({ item, texts }) => [item.id, texts.label])).toEqual([['nettles', 'Nettles']]);
    expect(one?.grid?.label).toBe('How many of these grow there?');
    const all = pieceOf([garden], { ...wanted, together: true });
    expect(all?.lines.map(({ item }) => item.id)).toEqual(['nettles', 'thistles']);
  });

  it.each([
    [{ name: 'garden/v2', item: 'nettles', language: 'en' }],
    [{ name: 'garden/v1', item: 'roses', language: 'en' }],
    [{ name: 'garden/v1', item: 'nettles', language: 'fr' }],
  ])('nothing for %j', (wanted) => {
    expect(pieceOf([garden], { ...wanted, together: false })).toBeNull();
  });

  it('a section shows each item in every language, a grid also as wide as it can be', () => {
    const [only] = outline;
    if (only === undefined) throw new Error('no outline');
    const rows = sectionRows(only, 'shed', 'adult');
    expect(
      rows.find(({ title }) => title.startsWith('boots'))?.frames.map(({ language }) => language),
    ).toEqual(['nl', 'en']);
    const nettles = rows.find(({ title }) => title.startsWith('nettles'))?.frames ?? [];
    expect(nettles.map(({ together }) => together)).toEqual([false, false, true]);
    expect(frameAddress(nettles[2] ?? fail(), true)).toBe(
      '/item.html?questionnaire=garden%2Fv1&item=nettles&band=adult&language=nl&together=&dark=',
    );
  });

  it('every kind of item shows once for each age band that has it', () => {
    const child = { ...garden, questionnaire: 'yard', bands: ['child-8-11' as const] };
    const rows = kindRows(outlineOf([garden, child]));
    expect(rows.map(({ title }) => title)).toEqual([
      ...['choice', 'choices', 'choices, child rows', 'date', 'frequency', 'grid, scale', 'note', 'number'],
      ...['rating', 'text'],
    ]);
    expect(rows[0]?.frames.map(({ band, language }) => `${band} ${language}`)).toEqual([
      'adult nl',
      'adult en',
      'child-8-11 nl',
      'child-8-11 en',
    ]);
  });
});

const fail = (): never => {
  throw new Error('no such frame');
};

describe('the preview', { timeout: 60_000 }, () => {
  let pack: PackFolder;
  let preview: Preview;
  beforeEach(async () => {
    pack = packFolder();
    const started = await startPreview({ directory: pack.path, also: [] }, 0);
    if (!started.ok) throw new Error(started.error.message);
    preview = started.value;
  });
  afterEach(async () => {
    await preview.close();
    pack.discard();
  });
  const get = (path: string) => fetch(new URL(path, preview.address));
  /** As a page elsewhere that makes its own name point here: its name goes along. */
  const statusFor = async (host: string): Promise<number | undefined> => {
    const asked = request(new URL('/pack.json', preview.address), { headers: { host } });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };

  it('serves its pages with the screens that families see', async () => {
    const page = await (await get('/')).text();
    expect(page).toContain('showChooser.tsx');
    const frame = await get('/showItem.tsx');
    expect(frame.status).toBe(200);
    const script = await frame.text();
    expect(script).toMatch(/ui\/items\/ItemScreen\.tsx/);
    expect(script).toMatch(/ui\/items\/GridScreen\.tsx/);
  });

  it('serves the pack as it is now, its errors too', async () => {
    const packed = async () =>
      (await (await get('/pack.json')).json()) as { questionnaires: { name: string }[]; problems: string[] };
    const before = await packed();
    expect(before.questionnaires.map(({ name }) => name)).toContain('dummy/v1');
    expect(before.problems).toEqual([]);
    pack.edit('dummy/v1/nl.json', '"review"', '"reviewed"');
    expect((await packed()).problems[0]).toContain('dummy/v1/nl.json: ');
    expect((await get('/item.json?questionnaire=dummy/v1&item=x&language=nl')).status).toBe(404);
  });

  it('is for this computer only', async () => {
    expect(new URL(preview.address).hostname).toBe('localhost');
    expect(await statusFor('localhost:5180')).toBe(200);
    expect(await statusFor('elsewhere.example')).toBe(403);
  });

  it('goes on after an address that is none, and after its pack is gone', async () => {
    const { port } = new URL(preview.address);
    const asked = request({ port, host: '127.0.0.1', path: '//', headers: { host: 'localhost' } });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(500);
    pack.discard();
    expect((await get('/pack.json')).status).toBe(500);
    expect((await get('/')).status).toBe(200);
  });

  it('says in one sentence that its port is taken', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const started = await startPreview({ directory: pack.path, also: [] }, port);
    other.close();
    expect(started).toEqual({
      ok: false,
      error: { message: `Port ${port} is taken: name another one with --port, or 0 for any.` },
    });
  });
});
