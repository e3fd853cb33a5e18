/** Turns what a schema refuses into problems that name the item, not a path of numbers, in plain words. */
import type * as z from 'zod';
import { type IssuePlace, issuePlace } from './issuePlace.ts';
import type { Report } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Said = readonly [cause: string, remedy: string];

interface Schema<T> {
  safeParse(
    raw: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

/** What an author wrote, or null after everything that is wrong with its shape is reported. */
export function readAuthored<T>(schema: Schema<T>, raw: unknown, report: Report): T | null {
  const refused = reportForbiddenKeys(raw, report);
  const parsed = schema.safeParse(raw);
  if (!parsed.success) reportSchemaIssues(parsed.error.issues, raw, report);
  return parsed.success && !refused ? parsed.data : null;
}

export function reportSchemaIssues(issues: readonly Issue[], raw: unknown, report: Report): void {
  const wrongKind = new Set(
    issues.filter((issue) => issue.code === 'invalid_type').map((issue) => JSON.stringify(issue.path)),
  );
  for (const issue of issues) {
    // How long a thing is does not matter when it is of another kind altogether.
    const isSize = issue.code === 'too_small' || issue.code === 'too_big';
    if (isSize && wrongKind.has(JSON.stringify(issue.path))) continue;
    const { at, said } = describe(issue, raw);
    report(at, ...said);
  }
}

interface Part {
  readonly value: unknown;
  readonly key: PropertyKey;
  readonly above: Part | null;
}

/** A schema passes over this one key in silence, and a key that means nothing is a mistake. */
function reportForbiddenKeys(raw: unknown, report: Report): boolean {
  let found = false;
  const open: Part[] = [{ value: raw, key: '', above: null }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value } = part;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) {
      found = true;
      report(issuePlace(pathTo(part), raw).at, 'unknown key "__proto__"', 'take it out');
    }
    // Keys of a list are numbers, as a schema writes them too.
    const isList = Array.isArray(value);
    for (const [key, own] of Object.entries(value)) {
      open.push({ value: own, key: isList ? Number(key) : key, above: part });
    }
  }
  return found;
}

function pathTo(part: Part): readonly PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at = part; at.above !== null; at = at.above) path.push(at.key);
  return path.reverse();
}

function describe(
  issue: Issue,
  raw: unknown,
  above: readonly PropertyKey[] = [],
): { at: string; said: Said } {
  const path = [...above, ...issue.path];
  const place = issuePlace(path, raw);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = nearestOf(issue.errors, place.value);
    if (nearest !== null) return describe(nearest, raw, path);
  }
  return { at: place.at, said: say(issue, place) };
}

/** Of the kinds that are allowed, the one that the author seems to have meant: its first complaint. */
function nearestOf(errors: readonly (readonly Issue[])[], value: unknown): Issue | null {
  if (value === undefined) return errors[0]?.[0] ?? null;
  const ofItsKind = errors.filter(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  const fewest = ofItsKind.toSorted((one, other) => one.length - other.length)[0];
  return fewest?.[0] ?? null;
}

function say(issue: Issue, { named, key, value }: IssuePlace): Said {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const keys = issue.keys.map((unknown) => `"${unknown}"`).join(', ');
      const inside = named.startsWith('"') ? ` in ${named}` : '';
      return [`unknown key ${keys}${inside}`, 'take it out or correct its spelling'];
    }
    case 'invalid_union':
      return sayUnion(issue, named, key);
    case 'invalid_type':
      return value === undefined
        ? [`${named} is missing`, `write ${named} (${kindNamed(issue.expected)})`]
        : [`${named} is not ${kindNamed(issue.expected)}`, `write ${kindNamed(issue.expected)}`];
    case 'invalid_value': {
      const values = issue.values.map(String);
      return value === undefined
        ? [`${named} is missing`, `write ${named}: ${oneOf(values)}`]
        : [`${named} cannot be ${short(value)}`, `use ${oneOf(values)}`];
    }
    case 'too_small':
      return saySize(named, 'small', issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return saySize(named, 'large', issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_key': {
      const [cause] = issue.issues;
      return [
        `${named}: ${lowerFirst(cause?.message ?? 'this name is not allowed here')}`,
        'correct the name',
      ];
    }
    default:
      return [`${named}: ${lowerFirst(issue.message)}`, `correct ${named}`];
  }
}

function sayUnion(issue: Extract<Issue, { code: 'invalid_union' }>, named: string, key: string): Said {
  const known = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (key === 'type') return ['unknown item type', `use ${oneOf(known)}`];
  if (known.length > 0) return [`${named} is none of those that are known`, `use ${oneOf(known)}`];
  const wanted = issue.errors.flatMap((errors) =>
    errors.flatMap((error) =>
      error.code === 'invalid_type' && error.path.length === 0 ? [kindNamed(error.expected)] : [],
    ),
  );
  return [`${named} is not ${oneOf(wanted)}`, `write ${oneOf(wanted)}`];
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [ ]',
  object: 'an object { }',
  record: 'an object { }',
};
const kindNamed = (expected: string): string => kinds[expected] ?? expected;

function saySize(
  named: string,
  how: 'small' | 'large',
  origin: string,
  bound: number,
  inclusive: boolean,
): Said {
  const measured = how === 'small' ? 'at least' : 'at most';
  const limit = inclusive ? `${measured} ${bound}` : `${how === 'small' ? 'above' : 'below'} ${bound}`;
  if (origin === 'string') {
    return how === 'small'
      ? [`${named} is empty`, 'write something, or take it out']
      : [`${named} is too long: ${limit} characters are allowed`, 'write less'];
  }
  if (origin === 'array' || origin === 'set') {
    return how === 'small'
      ? [`${named} has too few entries: ${limit} needed`, 'add what is missing']
      : [`${named} has too many entries: ${limit} are allowed`, 'take some out'];
  }
  return [`${named} is too ${how}: ${limit}`, `write a number ${inclusive ? `of ${limit}` : limit}`];
}

function oneOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}

/** A value as an author sees it, never longer than a line. */
function short(value: unknown): string {
  if (Array.isArray(value)) return 'a list [ ]';
  if (typeof value === 'object' && value !== null) return 'an object { }';
  const written = JSON.stringify(value) ?? 'nothing';
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
}

const lowerFirst = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);
