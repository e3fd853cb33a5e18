import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletedSection } from '#core/schedule/completed.ts';
import { dueDay, familyDays } from '#core/schedule/dueDay.ts';
import { addDays, daysBetween } from '#core/schedule/plainDate.ts';
import { completedOn } from '../../support/completedSections.ts';
import { rules } from '../../support/studyDates.ts';

const due = (
  wave: 'T0' | 'T1' | 'T2',
  completed: readonly CompletedSection[],
  frozen: string | null = null,
) => {
  const dated = dueDay(
    wave,
    familyDays({ firstInvite: '2026-01-05', frozen }, completed),
    '2026-01-20',
    rules,
  );
  return dated.ok ? dated.value : dated.error.type;
};
const inT1 = (day: string, more: Partial<CompletedSection> = {}) => completedOn(day, { wave: 'T1', ...more });

describe('T0', () => {
  it("is due on the day of the family's first invite", () => {
    expect(due('T0', [])).toBe('2026-01-05');
  });

  it('of a new family is due today', () => {
    expect(dueDay('T0', familyDays({ firstInvite: null, frozen: null }, []), '2026-01-20', rules)).toEqual({
      ok: true,
      value: '2026-01-20',
    });
  });
});

describe('T1', () => {
  it('is due a year after the first core section that any parent completed', () => {
    expect(
      due('T1', [
        completedOn('2026-02-01'),
        completedOn('2026-01-10', { person: 'F1/P2' }),
        completedOn('2026-01-12'),
      ]),
    ).toBe('2027-01-10');
  });

  it('counts from the first time when a section was completed twice', () => {
    expect(due('T1', [completedOn('2026-01-10', { lastDay: '2026-02-10' })])).toBe('2027-01-10');
  });

  it('does not count from a child, nor from a section that is not core', () => {
    const others = [
      completedOn('2026-01-06', { role: 'child', person: 'F1/C1' }),
      completedOn('2026-01-07', { core: false }),
    ];
    expect(due('T1', others)).toBe('no-anchor');
    expect(due('T1', [...others, completedOn('2026-01-10')])).toBe('2027-01-10');
  });

  it('stays for everybody what the first invite of that wave said', () => {
    expect(due('T1', [completedOn('2026-01-10')], '2027-01-14')).toBe('2027-01-14');
  });
});

describe('T2', () => {
  const T0 = completedOn('2026-01-10');

  it("is due half a year after the family's T1", () => {
    expect(due('T2', [T0, inT1('2027-02-20'), inT1('2027-03-01', { person: 'F1/P2' })])).toBe(
      addDays('2027-02-20', 183),
    );
  });

  it('is due a year and a half after the first wave when there was no T1', () => {
    expect(due('T2', [T0])).toBe(addDays('2026-01-10', 548));
  });

  it('lies at least four months after anybody did T1', () => {
    const late = inT1('2027-06-01', { person: 'F1/P2' });
    expect(due('T2', [T0, inT1('2027-01-10'), late])).toBe(addDays('2027-06-01', 120));
  });

  it('waits four months too when only a child did T1', () => {
    const child = inT1('2027-05-01', { person: 'F1/C1', role: 'child' });
    expect(due('T2', [T0, child])).toBe(addDays('2027-05-01', 120));
  });

  it('needs an anchor like T1', () => {
    expect(due('T2', [])).toBe('no-anchor');
  });

  it('is never closer to anything of T1 than the study says, whatever was done when', () => {
    const days = fc.array(fc.integer({ min: 335, max: 485 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(days, (done) => {
        const completed = done.map((after) => inT1(addDays('2026-01-10', after)));
        const dated = due('T2', [T0, ...completed]);
        for (const { lastDay } of completed)
          expect(daysBetween(lastDay, dated)).toBeGreaterThanOrEqual(rules.dueAfterDays.T2AtLeastAfterT1);
      }),
    );
  });
});
