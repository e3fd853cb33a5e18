/** Turns a path of keys and numbers into the thing that an author knows by its id. */

export interface IssuePlace {
  readonly at: string;
  /** What is meant below the thing named in `at`, as an author would say it. */
  readonly named: string;
  /** The last step of the path. */
  readonly key: string;
  /** What stands at the end of the path; undefined when nothing does. */
  readonly value: unknown;
}

/** Walks the path through the raw file and remembers the innermost thing that has an id. */
export function issuePlace(path: readonly PropertyKey[], raw: unknown): IssuePlace {
  let at = '';
  let here: unknown = raw;
  let rest: PropertyKey[] = [];
  for (const [depth, step] of path.entries()) {
    here = member(here, step);
    rest.push(step);
    const kind = kindOf(path[depth - 2], path[depth - 1], step, here);
    if (kind === null) continue;
    const id = idOf(here);
    const label = id ?? (typeof step === 'number' ? `number ${step + 1}` : String(step));
    const alone = at === '' || (id !== undefined && !inside.has(kind));
    at = alone ? `${kind} ${label}` : `${at}, ${kind} ${label}`;
    rest = [];
  }
  return { at, named: nameOf(rest, at), key: String(path.at(-1) ?? ''), value: here };
}

/** `"min"`, `"bands" number 2`, `"recode" number 1 "from"`; nothing left: the thing itself. */
function nameOf(rest: readonly PropertyKey[], at: string): string {
  if (rest.length === 0) return at === '' ? 'the file' : 'it';
  return rest
    .map((step) => (typeof step === 'number' ? `number ${step + 1}` : `"${String(step)}"`))
    .join(' ');
}

/** A case is known by its name, a task by its questionnaire, a point by its value. */
function idOf(value: unknown): string | undefined {
  for (const key of ['id', 'gate', 'name', 'questionnaire', 'value']) {
    const id = member(value, key);
    if (typeof id === 'string' || typeof id === 'number') return String(id);
  }
  return undefined;
}

/** Lists in an author's files, and what one entry of each is called. */
const entries: Readonly<Record<string, string>> = {
  sections: 'section',
  blocks: 'block',
  items: 'item',
  lines: 'item',
  options: 'option',
  checks: 'check',
  gates: 'gate',
  tasks: 'task',
  consents: 'consent',
  reasons: 'reason',
  decisions: 'decision',
  cases: 'case',
  scores: 'score',
  acts: 'act',
  problems: 'problem',
  services: 'service',
  statistics: 'statistic',
  caveats: 'caveat',
  comparisons: 'comparison',
  switches: 'switch',
};
/** Those that are written by id instead of as a list. */
const byId: ReadonlySet<string> = new Set(['sections', 'items', 'scales']);

/** These have ids of their own only inside the thing they belong to. */
const inside: ReadonlySet<string> = new Set(['option', 'check', 'gate', 'point']);

function kindOf(
  above: PropertyKey | undefined,
  parent: PropertyKey | undefined,
  step: PropertyKey,
  value: unknown,
): string | null {
  if (typeof parent !== 'string' || typeof step === 'symbol') return null;
  if (parent === 'scales') return 'scale';
  const isEntry = value === undefined || (typeof value === 'object' && value !== null);
  if (typeof step === 'number' && above === 'scales') return isEntry ? 'point' : null;
  if (!isEntry || (typeof step === 'string' && !byId.has(parent))) return null;
  return Object.hasOwn(entries, parent) ? (entries[parent] ?? null) : null;
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (Reflect.get(value, key) as unknown)
    : undefined;
}
