/** "2015-03" or "2015-03-09" as a month in words: "maart 2015". */
export function monthText(isoDay: string, language: string): string {
  const [year = 0, month = 1] = isoDay.split('-').map(Number);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, 1),
  );
}
