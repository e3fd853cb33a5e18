/**
 * Cases name what exists, each where it stands, and every section has at least one: a case with a
 * misspelt name would pass without having tried anything. The walks themselves are a test's work.
 */
import type { Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import { type ProtocolFact, protocolFact } from '#core/questionnaire/protocolFacts.ts';
import type { Case } from './casesSource.ts';

interface Known {
  readonly items: ReadonlyMap<string, { readonly item: Item; readonly section: Section }>;
  readonly sections: ReadonlyMap<string, Section>;
}

export function checkCases(cases: readonly Case[], questionnaire: Questionnaire, report: Report): void {
  const known = knownIn(questionnaire);
  const names = new Set<string>();
  for (const one of cases) {
    const at = `case "${one.name}"`;
    if (names.has(one.name)) report(at, 'a case of that name stands there twice', 'give each its own name');
    names.add(one.name);
    const said = new Set<string>();
    checkCase(one, known, (cause, remedy) => {
      if (!said.has(cause)) report(at, cause, remedy);
      said.add(cause);
    });
  }
  for (const id of known.sections.keys()) {
    if (!cases.some((one) => one.route.some((part) => part.section === id)))
      report(`section ${id}`, 'no case walks through it', 'write one');
  }
}

function knownIn({ sections }: Questionnaire): Known {
  return {
    sections: new Map(sections.map((section) => [section.id, section])),
    items: new Map(
      sections.flatMap((section) =>
        section.blocks.flatMap((block) => block.items.map((item) => [item.id, { item, section }] as const)),
      ),
    ),
  };
}

type Say = (cause: string, remedy: string) => void;

function checkCase(one: Case, known: Known, say: Say): void {
  const rows = Object.keys(one.rows ?? {});
  for (const key of Object.keys(one.answers)) namedItem(key, rows, known, say);
  for (const [key, checks] of Object.entries(one.fails ?? {})) {
    const item = namedItem(key, rows, known, say);
    if (item !== null) {
      checkAmong(
        item.checks.map(({ id }) => id),
        checks,
        `"${item.id}" has no check`,
        say,
      );
    }
  }
  for (const [key, hidden] of Object.entries(one.notOffered ?? {})) {
    const item = namedItem(key, rows, known, say);
    if (item !== null) checkAmong(answersOf(item), hidden, `"${item.id}" has no answer`, say);
  }
  for (const key of Object.keys(one.scores ?? {})) {
    const [, row] = key.split('/').reverse();
    checkRow(row, rows, say);
  }
  for (const part of one.route) {
    checkPart(part, known, say);
    checkRow(part.row, rows, say);
  }
  checkFacts(one.facts ?? {}, (only) => only !== 'row', say);
  for (const facts of Object.values(one.rows ?? {})) checkFacts(facts, (only) => only === 'row', say);
}

function checkRow(row: string | undefined, rows: readonly string[], say: Say): void {
  if (row !== undefined && !rows.includes(row))
    say(`it names the unknown row "${row}"`, 'write it under "rows"');
}

function checkAmong(known: readonly string[], ids: readonly string[], cause: string, say: Say): void {
  for (const id of ids) if (!known.includes(id)) say(`${cause} "${id}"`, 'correct the id');
}

/** The item that "item" or "row/item" names; null after it is said that there is none. */
function namedItem(key: string, rows: readonly string[], known: Known, say: Say): Item | null {
  const [id = '', row] = key.split('/').reverse();
  checkRow(row, rows, say);
  const found = known.items.get(id);
  if (found === undefined) {
    say(`it names the unknown item "${id}"`, 'correct the id');
    return null;
  }
  const repeated = found.section.repeat !== null;
  if (repeated && row === undefined) say(`it names "${id}" without its row`, `write "row/${id}"`);
  if (!repeated && row !== undefined) say(`it names "${id}" with a row, and it has none`, `write "${id}"`);
  return found.item;
}

function checkPart(part: Case['route'][number], known: Known, say: Say): void {
  const section = known.sections.get(part.section);
  if (section === undefined) {
    say(`it names the unknown section "${part.section}"`, 'correct the id');
    return;
  }
  if ((part.row === undefined) !== (section.repeat === null)) {
    say(
      part.row === undefined
        ? `section "${section.id}" is repeated, and its route names no row`
        : `section "${section.id}" is not repeated, and its route names a row`,
      part.row === undefined ? 'add "row"' : 'take "row" out',
    );
  }
  const { asked, notAsked = [] } = part;
  for (const id of [...(asked === 'all' ? [] : asked), ...(notAsked === 'all' ? [] : notAsked)]) {
    const found = known.items.get(id);
    if (found === undefined) say(`it names the unknown item "${id}"`, 'correct the id');
    else if (found.section !== section)
      say(`"${id}" is in section "${found.section.id}", not in "${section.id}"`, 'move it');
  }
}

function checkFacts(
  facts: Readonly<Record<string, string | number | boolean>>,
  fits: (only: ProtocolFact['only']) => boolean,
  say: Say,
): void {
  for (const [name, value] of Object.entries(facts)) {
    const fact = protocolFact(name);
    if (fact === undefined || !fits(fact.only)) {
      say(
        `"${name}" is not a fact that can stand there`,
        'facts of a row stand under "rows", all others under "facts"',
      );
    } else if (
      typeof value !== typesOf[fact.type] ||
      (fact.values?.includes(String(value)) ?? true) === false
    ) {
      say(
        `the fact "${name}" is never ${JSON.stringify(value)}`,
        fact.values === null ? `write a ${typesOf[fact.type]}` : `use ${fact.values.join(', ')}`,
      );
    }
  }
}

const typesOf = { string: 'string', double: 'number', bool: 'boolean', 'list<string>': 'object' } as const;

function answersOf(item: Item): readonly string[] {
  if (item.type === 'choice' || item.type === 'choices') return item.options.map(({ id }) => id);
  return item.type === 'frequency' || item.type === 'scale'
    ? item.points.map(({ value }) => String(value))
    : [];
}
