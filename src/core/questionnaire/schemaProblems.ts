/** Turns what the schema refuses into problems that name the item, not a path of numbers. */
import type * as z from 'zod';
import type { Report } from './problem.ts';

export function reportSchemaIssues(issues: readonly z.core.$ZodIssue[], raw: unknown, report: Report): void {
  for (const issue of issues) {
    const place = placeOf(issue.path, raw);
    report(place.at, ...describe(issue, place));
  }
}

function describe(issue: z.core.$ZodIssue, place: Place): [cause: string, remedy: string] {
  const { key } = place;
  const named = key === '' ? 'the file' : `"${key}"`;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((unknown) => `"${unknown}"`).join(', ');
    return [`unknown key ${keys}`, 'take it out or correct its spelling'];
  }
  if (issue.code === 'invalid_union' && key === 'type') {
    return ['unknown item type', 'use choice, choices, frequency, scale, rating, number, date, text or note'];
  }
  if (issue.code === 'invalid_type') {
    return [
      place.found ? `${named} is not of the kind ${issue.expected}` : `${named} is missing`,
      `write ${named} (${issue.expected})`,
    ];
  }
  return [`${named}: ${lowerFirst(issue.message)}`, `correct ${named}`];
}

const lowerFirst = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

interface Place {
  readonly at: string;
  /** Path below the thing named in `at`. */
  readonly key: string;
  readonly found: boolean;
}

/** Walks the path through the raw file and remembers the innermost thing that has an id. */
function placeOf(path: readonly PropertyKey[], raw: unknown): Place {
  let at = '';
  let here: unknown = raw;
  const rest: string[] = [];
  for (const [depth, step] of path.entries()) {
    here = member(here, step);
    rest.push(String(step));
    const kind = kindOf(path[depth - 1], step);
    if (kind === null) continue;
    const id = member(here, 'id');
    const label =
      typeof id === 'string' ? id : typeof step === 'number' ? `number ${step + 1}` : String(step);
    at = typeof id === 'string' || at === '' ? `${kind} ${label}` : `${at}, ${kind} ${label}`;
    rest.length = 0;
  }
  return { at, key: rest.join('.'), found: here !== undefined };
}

function kindOf(parent: PropertyKey | undefined, step: PropertyKey): string | null {
  const isEntry = typeof step === 'number' || typeof step === 'string';
  if (!isEntry) return null;
  if (parent === 'sections') return 'section';
  if (parent === 'blocks' && typeof step === 'number') return 'block';
  if (parent === 'items') return 'item';
  if (parent === 'scales') return 'scale';
  return null;
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (Reflect.get(value, key) as unknown)
    : undefined;
}
