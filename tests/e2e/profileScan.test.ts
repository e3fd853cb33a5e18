import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedTexts, plantTexts } from '../support/plantTexts.ts';
import { type Scan, scanProfile } from '../support/profileScan.ts';

describe('the search of a real browser profile', () => {
  const profile = mkdtempSync(join(tmpdir(), 'adem-planted-'));
  let scan: Scan;

  beforeAll(async () => {
    await plantTexts(profile);
    scan = scanProfile(profile, [...plantedTexts.map(({ text }) => text), 'Nooit opgeschreven tekst']);
  });
  afterAll(() => {
    rmSync(profile, { recursive: true, force: true });
  });

  it.each(plantedTexts)('finds what a page left behind: $where', ({ text, proves }) => {
    const found = scan.occurrences.filter(({ marker }) => marker === text);
    expect(found.filter(proves), JSON.stringify(found.slice(0, 5))).not.toHaveLength(0);
  });

  it('does not find what was never written', () => {
    expect(scan.occurrences.filter(({ marker }) => marker === 'Nooit opgeschreven tekst')).toEqual([]);
  });

  it('could read every file of a known kind', () => {
    expect(scan.unread).toEqual([]);
  });

  it.each(plantedTexts.filter(({ packed }) => packed === true))(
    'needs its decoders: no raw search finds $where',
    ({ text }) => {
      expect(scan.occurrences.filter(({ marker, how }) => marker === text && how === 'raw')).toEqual([]);
    },
  );
});
