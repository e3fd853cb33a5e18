/** What tells two rows of a roster apart, since a roster has neither names nor codes. */
import type { Person } from '../state/entry.ts';

export const describe = (one: Pick<Person, 'role' | 'sex' | 'birthMonth' | 'order' | 'relation'>): string =>
  [one.role, one.sex, one.birthMonth, one.role === 'child' ? one.order : one.relation].join(' ');
