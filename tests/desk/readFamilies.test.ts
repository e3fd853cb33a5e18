import { describe, expect, it } from 'vitest';
import { mergeFamilies } from '../../src/desk/families/mergeFamilies.ts';
import { errorLine, readFamilies } from '../../src/desk/families/readFamilies.ts';

const header = 'family,person,role,birth month,sex,language,relation';
const context = { today: '2026-11-22', languages: ['nl', 'en'] };
const mother = 'F1,P1,parent,1986-04,f,nl,mother';
const girl = 'F1,C1,child,2017-02,f,nl,child';

const read = (...lines: string[]) => readFamilies([header, ...lines].join('\n'), context);
const errors = (...lines: string[]): readonly string[] => {
  const result = read(...lines);
  return result.ok ? [] : result.error.map((error) => errorLine('families.csv', error));
};

describe('a families file that is right', () => {
  it('gives its persons, with 1 as the usual birth order', () => {
    const result = read(mother, girl);
    expect(result.ok && result.value.map(({ person, order, line }) => [person, order, line])).toEqual([
      ['P1', 1, 2],
      ['C1', 1, 3],
    ]);
  });

  it('may begin with a byte order mark, use semicolons, quotes and Windows line ends, and have empty lines', () => {
    const text = `\uFEFF${header.replaceAll(',', ';')}\r\n"F1";P1;parent;1986-04;f;nl;mother\r\n\r\n;;;;;;\r\n`;
    expect(readFamilies(text, context)).toMatchObject({ ok: true, value: [{ family: 'F1', person: 'P1' }] });
  });

  it('tells twins apart by the column "order"', () => {
    const text = [`${header},order`, `${mother},`, `${girl},1`, 'F1,C2,child,2017-02,f,nl,child,2'].join(
      '\n',
    );
    expect(readFamilies(text, context)).toMatchObject({ ok: true, value: [{}, { order: 1 }, { order: 2 }] });
  });
});

describe('every error of a families file is told at once, with line, column, cause and remedy', () => {
  it('ten different errors in one file', () => {
    const told = errors(
      mother,
      'F1,jan jansen,child,2017-02,f,nl,child',
      'F1,C2,baby,2017-02,f,nl,child',
      'F1,C3,child,2017-13,f,nl,child',
      'F1,C4,child,2027-02,f,nl,child',
      'F1,C5,child,1980-02,f,nl,child',
      'F1,C6,child,2016-02,girl,nl,child',
      'F1,C7,child,2015-02,f,de,child',
      'F1,C8,child,2014-02,f,nl,mother',
      'F1,P1,parent,1990-04,f,nl,partner',
      'F2,C1,child,2017-02,f,nl,child',
      'F1,C9,child,2013-02',
    );
    const expected = [
      [3, 'person', 'never a name'],
      [4, 'role', 'write parent or child'],
      [5, 'birth month', 'like 2017-03'],
      [6, 'birth month', 'in the future'],
      [7, 'birth month', 'a child of 46 years'],
      [8, 'sex', 'write f, m, x'],
      [9, 'language', 'write nl or en'],
      [10, 'relation', 'for a child write child'],
      [11, 'person', 'first in line 2'],
      [12, 'role', 'has no parent'],
      [13, 'birth month', 'has 4 cells'],
    ] as const;
    expect(told).toHaveLength(expected.length);
    for (const [index, [line, column, words]] of expected.entries()) {
      expect(told[index]).toContain(`families.csv, line ${line}, column "${column}": `);
      expect(told[index]).toContain(words);
    }
  });

  it('several errors in one line are all told', () => {
    expect(errors(mother, 'F1,C1,child,,,,')).toHaveLength(4);
  });

  it('two children with the same description, with what to do for twins', () => {
    expect(errors(mother, girl, 'F1,C2,child,2017-02,f,nl,child')).toEqual([
      'families.csv, line 4, column "order": this child has the same description (birth month, sex) as the one in line 3; add the column "order" with 1 for the elder and 2 for the younger.',
    ]);
  });

  it('the same description in two families is no error', () => {
    expect(
      errors(mother, girl, 'F2,P1,parent,1986-04,f,nl,mother', 'F2,C1,child,2017-02,f,nl,child'),
    ).toEqual([]);
  });

  it('a missing, an unknown and a repeated column', () => {
    const result = readFamilies('family,person,role,sex,sex,language,relation,name\nx', context);
    expect(result.ok ? [] : result.error.map(({ column, cause }) => `${column}: ${cause}`)).toEqual([
      'birth month: this column is missing',
      'name: this column is not known',
      'sex: this column stands there twice',
    ]);
  });

  it('an empty file, and one without persons', () => {
    expect(readFamilies('', context)).toMatchObject({ ok: false, error: [{ cause: 'the file is empty' }] });
    expect(errors()[0]).toContain('there is no person in the file');
  });

  it('quotes that do not close', () => {
    expect(errors(mother, '"F1,C1,child')[0]).toContain('quotes');
  });
});

describe('a families file beside what the desk knows already', () => {
  const known = () => {
    const rows = read(mother, girl);
    if (!rows.ok) throw new Error('not read');
    let next = 0;
    const merged = mergeFamilies(rows.value, new Map(), '2026-11-01', () => `row-${next++}`);
    if (!merged.ok) throw new Error('not merged');
    return new Map(merged.value.map(({ family }) => [family.family, family]));
  };
  const merge = (...lines: string[]) => {
    const rows = read(...lines);
    if (!rows.ok) throw new Error(JSON.stringify(rows.error));
    return mergeFamilies(rows.value, known(), '2026-12-24', () => 'row-new');
  };

  it('a person keeps the row id and the family its first due date; a new child gets a new id', () => {
    const merged = merge(mother, 'F1,C2,child,2019-05,m,nl,child');
    expect(merged).toMatchObject({
      ok: true,
      value: [
        {
          family: { due: '2026-11-01', persons: [{ row: 'row-0' }, { row: 'row-1' }, { row: 'row-new' }] },
          named: ['P1', 'C2'],
        },
      ],
    });
  });

  it('a person who has become somebody else is refused', () => {
    expect(merge('F1,P1,parent,1985-04,f,nl,mother')).toMatchObject({
      ok: false,
      error: [{ line: 2, column: 'person' }],
    });
  });

  it('a new child described exactly as a known one is refused', () => {
    expect(merge(mother, 'F1,C7,child,2017-02,f,nl,child')).toMatchObject({
      ok: false,
      error: [{ line: 3, column: 'order' }],
    });
  });
});
