/**
 * The families file of a demonstration: invented people in two homes, with children who are five, nine and
 * fourteen years old on any day.
 */

const header = 'family,person,role,birth month,sex,language,relation,home,from,to,parent of';

/** One family: two parents who live apart, a child of five who is asked about only, one of nine, a youth. Pure: `today` is an ISO day. */
export function demoFamily(family: string, today: string): string {
  const year = Number(today.slice(0, 4));
  const children = 'youth-1 child-1 child-2';
  return [
    header,
    `${family},parent-1,parent,${year - 38}-04,f,nl,mother,,,,${children}`,
    `${family},parent-2,parent,${year - 40}-11,m,nl,ex-partner,,${year - 17}-06,${year - 2}-09,${children}`,
    `${family},child-1,child,${halfYearPast(9, today)},f,nl,child,both,,,`,
    `${family},child-2,child,${halfYearPast(5, today)},m,nl,child,both,,,`,
    `${family},youth-1,child,${halfYearPast(14, today)},m,nl,child,here,,,`,
    '',
  ].join('\n');
}

/** Half a year past a birthday, so that no birthday changes a form in the weeks after. */
function halfYearPast(age: number, today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const months = year * 12 + (month - 1) - age * 12 - 6;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** A new family at each start: its time of day tells it apart from the earlier ones. */
export const demoFamilyCode = (now: Date): string => `D${now.toISOString().slice(2, 19).replace(/\D/g, '')}`;
