/**
 * One line for each answer: the minute, the route as it is declared, the status, a class of size. What is
 * not here is left out on purpose: no address, no browser, no id, no path as it was asked, no body.
 */
const classes = [
  [4_096, '4K'],
  [32_768, '32K'],
  [65_536, '64K'],
  [131_072, '128K'],
  [262_144, '256K'],
] as const;

export interface LoggedAnswer {
  readonly at: Date;
  readonly method: string;
  readonly route: string;
  /** Null: the other side went away first. */
  readonly status: number | null;
  readonly requestBytes: number;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT']);

export function logLine({ at, method, route, status, requestBytes }: LoggedAnswer): string {
  const minute = `${at.toISOString().slice(0, 16)}Z`;
  return `${minute} ${methods.has(method) ? method : 'OTHER'} ${route} ${status ?? 'gone'} ${sizeClass(requestBytes)}`;
}

function sizeClass(bytes: number): string {
  if (!(bytes > 0)) return '-';
  return classes.find(([most]) => bytes <= most)?.[1] ?? 'more';
}
