import { describe, expect, it } from 'vitest';
import { rosterRowSchema } from '#core/protocol/envelope.ts';
import { mergeFamilies } from '../../src/desk/families/mergeFamilies.ts';
import { errorLine, readFamilies } from '../../src/desk/families/readFamilies.ts';
import { rosterFor } from '../../src/desk/families/rosterFor.ts';
import type { Family } from '../../src/desk/state/replay.ts';

const header = 'family,person,role,birth month,sex,language,relation';
const full = `${header},home,from,to,parent of`;
const context = { today: '2026-11-22', languages: ['nl', 'en'] };

const merge = (lines: readonly string[], known: ReadonlyMap<string, Family> = new Map()) => {
  const rows = readFamilies(lines.join('\n'), context);
  // Row ids are the codes, so that a test reads like the file.
  const next = rows.ok ? rows.value.map(({ person }) => person).filter((code) => !isKnown(known, code)) : [];
  return rows.ok ? mergeFamilies(rows.value, known, '2026-11-22', () => next.shift() ?? '') : rows;
};
const isKnown = (known: ReadonlyMap<string, Family>, code: string): boolean =>
  [...known.values()].some(({ persons }) => persons.some(({ person }) => person === code));
const errors = (...lines: string[]): readonly string[] => {
  const merged = merge(lines);
  return merged.ok ? [] : merged.error.map((error) => errorLine('f.csv', error));
};
const familyOf = (...lines: string[]): Family => {
  const merged = merge(lines);
  const [family] = merged.ok ? merged.value : [];
  if (family === undefined) throw new Error(JSON.stringify(merged));
  return family.family;
};
const rosterOf = (family: Family, code: string) => {
  const person = family.persons.find((one) => one.person === code);
  if (person === undefined) throw new Error('nobody');
  const rows = rosterFor(person, family.persons);
  for (const row of rows) rosterRowSchema.parse({ ...row, id: row.id.padEnd(22, '0'), parentOf: undefined });
  return rows;
};
const brief = (family: Family, code: string) =>
  rosterOf(family, code).map(({ kind, id, relation }) => `${kind} ${id} ${relation}`);

const twoHomes = familyOf(
  full,
  'F1,P1,parent,1986-04,f,nl,mother,,,,C1 C2',
  'F1,P2,parent,1984-11,m,nl,ex-partner,,2012-06,2024-01,C1',
  'F1,P3,parent,1988-01,m,nl,partner,,2024-05,,',
  'F1,C1,child,2017-02,f,nl,child,both,,,',
  'F1,C2,child,2013-09,m,nl,child,here,,,',
);

describe("a parent's roster", () => {
  it('has her partner and former partner, with the months, and the children by age', () => {
    expect(rosterOf(twoHomes, 'P1')).toEqual([
      {
        id: 'P2',
        kind: 'partner',
        sex: 'm',
        birthMonth: '1984-11',
        order: 1,
        relation: 'ex-partner',
        from: '2012-06',
        to: '2024-01',
        parentOf: ['C1'],
      },
      {
        id: 'P3',
        kind: 'partner',
        sex: 'm',
        birthMonth: '1988-01',
        order: 1,
        relation: 'partner',
        from: '2024-05',
      },
      { id: 'C2', kind: 'child', sex: 'm', birthMonth: '2013-09', order: 1, relation: 'child', home: 'here' },
      { id: 'C1', kind: 'child', sex: 'f', birthMonth: '2017-02', order: 1, relation: 'child', home: 'both' },
    ]);
  });

  it('says the same about both of a pair, and nothing about somebody else’s partner', () => {
    expect(rosterOf(twoHomes, 'P2').filter(({ kind }) => kind === 'partner')).toEqual([
      {
        id: 'P1',
        kind: 'partner',
        sex: 'f',
        birthMonth: '1986-04',
        order: 1,
        relation: 'ex-partner',
        from: '2012-06',
        to: '2024-01',
        parentOf: ['C1'],
      },
    ]);
    expect(brief(twoHomes, 'P3')[0]).toBe('partner P1 partner');
  });

  it('tells homes as this parent sees them', () => {
    const homes = (code: string) =>
      rosterOf(twoHomes, code)
        .filter(({ kind }) => kind === 'child')
        .map(({ id, home }) => [id, home]);
    expect(homes('P2')).toEqual([['C1', 'both']]);
    const father = familyOf(
      full,
      'F1,P1,parent,1986-04,f,nl,mother,,,,C1',
      'F1,P2,parent,1984-11,m,nl,ex-partner,,2012-06,2024-01,C1',
      'F1,C1,child,2017-02,f,nl,child,here,,,',
    );
    expect(rosterOf(father, 'P2').at(-1)?.home).toBe('elsewhere');
    expect(homes('P3')).toEqual([
      ['C2', 'here'],
      ['C1', 'both'],
    ]);
  });

  it('does not guess where a child is that is elsewhere for the first parent', () => {
    const family = familyOf(
      full,
      'F1,P1,parent,1986-04,f,nl,mother,,,,',
      'F1,P2,parent,1984-11,m,nl,ex-partner,,,,',
      'F1,C1,child,2017-02,f,nl,child,elsewhere,,,',
    );
    expect(rosterOf(family, 'P2').at(-1)).not.toHaveProperty('home');
  });

  it('has no child of whom a former partner is known to be no parent: the child has no row of that parent either', () => {
    const childrenOf = (code: string) => brief(twoHomes, code).filter((row) => row.startsWith('child'));
    expect(childrenOf('P2')).toEqual(['child C1 child']);
    expect(childrenOf('P3')).toEqual(['child C2 child', 'child C1 child']);
    const unsaid = familyOf(
      header,
      'F1,P1,parent,1986-04,f,nl,mother',
      'F1,P2,parent,1984-11,m,nl,ex-partner',
      'F1,C1,child,2017-02,f,nl,child',
    );
    expect(brief(unsaid, 'P2')).toContain('child C1 child');
  });

  it('leaves out what nobody wrote down', () => {
    const family = familyOf(header, 'F1,P1,parent,1986-04,f,nl,mother', 'F1,P2,parent,1984-11,m,nl,father');
    expect(rosterOf(family, 'P1')).toEqual([
      { id: 'P2', kind: 'partner', sex: 'm', birthMonth: '1984-11', order: 1, relation: 'other' },
    ]);
  });
});

describe("a child's roster", () => {
  it('has its parents under the words for a parent, a partner from after its birth as step-parent, and no other child', () => {
    expect(brief(twoHomes, 'C1')).toEqual(['parent P1 mother', 'parent P2 father', 'parent P3 stepfather']);
  });

  it('leaves out a former partner who is known to be the parent of others only', () => {
    expect(brief(twoHomes, 'C2')).toEqual(['parent P1 mother', 'parent P3 stepfather']);
  });

  it('calls a partner who is known to be the parent of others a step-parent', () => {
    const family = familyOf(
      full,
      'F1,P1,parent,1986-04,f,nl,mother,,,,C1 C2',
      'F1,P2,parent,1984-11,m,nl,partner,,,,C2',
      'F1,C1,child,2017-02,f,nl,child,,,,',
      'F1,C2,child,2013-09,m,nl,child,,,,',
    );
    expect(brief(family, 'C1')).toEqual(['parent P1 mother', 'parent P2 stepfather']);
    expect(brief(family, 'C2')).toEqual(['parent P1 mother', 'parent P2 father']);
  });

  it('keeps the words for foster and step-parents', () => {
    const family = familyOf(
      header,
      'F1,P1,parent,1986-04,f,nl,foster-mother',
      'F1,P2,parent,1984-11,x,nl,partner',
      'F1,C1,child,2017-02,f,nl,foster-child',
    );
    expect(brief(family, 'C1')).toEqual(['parent P1 foster-mother', 'parent P2 other']);
  });
});

describe('the columns that may be left out', () => {
  it('are checked like all others, every error at once', () => {
    const told = errors(
      full,
      'F1,P1,parent,1986-04,f,nl,mother,here,,,',
      'F1,P2,parent,1984-11,m,nl,ex-partner,,2012-13,2027-01,',
      'F1,P3,parent,1988-01,m,nl,partner,,2020-05,2019-01,',
      'F1,C1,child,2017-02,f,nl,child,there,2012-01,,C2',
    );
    const expected = [
      [2, 'home', 'it is for a child'],
      [3, 'from', 'like 2017-03'],
      [3, 'to', 'in the future'],
      [4, 'to', 'before 2020-05'],
      [5, 'home', 'write here, elsewhere, both as the first parent sees it'],
      [5, 'from', 'it is for a parent'],
      [5, 'parent of', 'it is for a parent'],
    ] as const;
    expect(told).toHaveLength(expected.length);
    for (const [index, [line, column, words]] of expected.entries()) {
      expect(told[index]).toContain(`line ${line}, column "${column}": `);
      expect(told[index]).toContain(words);
    }
  });

  it('name children of the family, and no months for the first parent', () => {
    expect(
      errors(
        full,
        'F1,P1,parent,1986-04,f,nl,mother,,2012-01,,C9',
        'F1,P2,parent,1984-11,m,nl,ex-partner,,,,C1 P1',
        'F1,C1,child,2017-02,f,nl,child,,,,',
      ),
    ).toEqual([
      'f.csv, line 2, column "parent of": family F1 has no child with the code "C9"; write the codes of children with a space between them.',
      'f.csv, line 2, column "from": P1 is the first parent of family F1; write the months of a relation with the other parent of it.',
      'f.csv, line 3, column "parent of": family F1 has no child with the code "P1"; write the codes of children with a space between them.',
    ]);
  });

  it('keep what was known when a later file does not have them, and forget it when a cell is empty', () => {
    const known = new Map([['F1', twoHomes]]);
    const again = (...lines: string[]) => {
      const merged = merge(lines, known);
      return merged.ok ? merged.value[0]?.family.persons.find(({ person }) => person === 'P2') : merged;
    };
    expect(again(header, 'F1,P2,parent,1984-11,m,nl,ex-partner')).toMatchObject({
      from: '2012-06',
      to: '2024-01',
      parentOf: ['C1'],
    });
    const emptied = again(full, 'F1,P2,parent,1984-11,m,nl,partner,,2012-06,,C1');
    expect(emptied).toMatchObject({ from: '2012-06', parentOf: ['C1'] });
    expect(emptied).not.toHaveProperty('to');
  });
});
