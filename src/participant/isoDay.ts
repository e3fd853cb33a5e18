const two = (number: number): string => String(number).padStart(2, '0');

/** The calendar day where the person is. */
export const isoDay = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
