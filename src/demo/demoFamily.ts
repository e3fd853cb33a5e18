/** The families file of a demonstration: invented people, with a child that is nine years old on any day. */

/** One family: a parent, a child of nine, a second parent. Pure: `today` is an ISO day. */
export function demoFamily(family: string, today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  // Nine and a half, so that no birthday changes the form in the weeks after.
  const months = year * 12 + (month - 1) - 9 * 12 - 6;
  const child = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  return [
    'family,person,role,birth month,sex,language,relation',
    `${family},parent-1,parent,${year - 38}-04,f,nl,mother`,
    `${family},child-1,child,${child},f,nl,child`,
    `${family},parent-2,parent,${year - 40}-11,m,nl,ex-partner`,
    '',
  ].join('\n');
}

/** A new family at each start: its time of day tells it apart from the earlier ones. */
export const demoFamilyCode = (now: Date): string => `D${now.toISOString().slice(2, 19).replace(/\D/g, '')}`;
