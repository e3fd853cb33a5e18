/** Rules on what an item offers: options, points, rows, consent, signal, and how earlier versions read. */
import { reportRepeatsIn } from './checkIds.ts';
import { own } from './own.ts';
import type { Report } from './problem.ts';
import { isFirstLine, type Place, sharedAt } from './scope.ts';
import type { Definition, ItemSource } from './source.ts';

const mostChildOptions = 4;
/** Rows of a roster are not known beforehand: a child is shown about two more answers. */
const rowsCountAs = 2;

interface Answer {
  readonly id: string;
  readonly severity: number | undefined;
}

export function checkAnswers(place: Place, definition: Definition, report: Report): void {
  const { item } = place;
  const answers = answersOf(item, definition);
  if (answers === null) {
    if (isFirstLine(place)) reportUnknownScale(place, definition, report);
    return;
  }
  if (isFirstLine(place)) checkOffer(place, answers, definition, report);
  if (item.type === 'choice' || item.type === 'choices') checkOptions(item, report);
  checkConsent(place, report);
  checkSignal(item, answers, report);
  checkRecode(item, answers, definition.version, report);
}

/** Answers with their severity, empty for types without, null for an unknown scale. */
function answersOf(item: ItemSource, definition: Definition): readonly Answer[] | null {
  if (item.type === 'choice' || item.type === 'choices') {
    return item.options.map(({ id, severity }) => ({ id, severity }));
  }
  if (item.type !== 'frequency' && item.type !== 'scale') return [];
  const points = own(definition.scales, item.scale);
  return points?.map(({ value, severity }) => ({ id: String(value), severity })) ?? null;
}

function reportUnknownScale(place: Place, definition: Definition, report: Report): void {
  report(
    sharedAt(place),
    `unknown scale "${'scale' in place.item ? place.item.scale : ''}"`,
    `declare it under "scales" or use ${Object.keys(definition.scales ?? {}).join(', ') || 'a declared one'}`,
  );
}

function checkOffer(place: Place, answers: readonly Answer[], definition: Definition, report: Report): void {
  const { item, block } = place;
  const at = sharedAt(place);
  const rows = item.type === 'choices' ? item.rows : undefined;
  const severities = [...answers, ...(rows === undefined ? [] : [rows])].map((answer) => answer.severity);
  if (block.counts === 'highest' && severities.includes(undefined)) {
    report(
      at,
      `block ${block.id} counts the highest pass, and not every answer declares a severity`,
      `write "severity" (a whole number) on each option or point${rows === undefined ? '' : ' and on "rows"'}`,
    );
  }
  const shown = answers.length + (rows === undefined ? 0 : rowsCountAs);
  if (definition.bands.includes('child-8-11') && shown > mostChildOptions) {
    report(
      at,
      `it offers ${shown} answers${rows === undefined ? '' : ' (rows count as two)'}, at most ${mostChildOptions} are allowed for children`,
      'offer fewer answers',
    );
  }
}

function checkOptions(item: Extract<ItemSource, { type: 'choice' | 'choices' }>, report: Report): void {
  const at = `item ${item.id}`;
  reportRepeatsIn(
    item.options.map((option) => option.id),
    at,
    'option',
    report,
  );
  reportRepeatsIn(
    item.options.map((option) => String(option.code)),
    at,
    'option code',
    report,
  );
  if (item.type === 'choice' && item.options.some((option) => option.exclusive === true)) {
    report(
      at,
      'an option of a choice is marked exclusive',
      'take "exclusive" out: a choice has one answer anyway',
    );
  }
  if (item.type === 'choices' && item.options.length < 2 && item.rows === undefined) {
    report(at, 'it has one option only', 'write a second option, or "rows" for the people of the family');
  }
}

function checkConsent({ item, section }: Place, report: Report): void {
  if (item.type !== 'choice' || item.consent === undefined) return;
  const at = `item ${item.id}`;
  const wanted = [
    { id: 'yes', code: 1 },
    { id: 'no', code: 0 },
  ];
  const fits = wanted.every(({ id, code }) =>
    item.options.some((option) => option.id === id && option.code === code && option.relevant === undefined),
  );
  if (!fits || item.options.length !== wanted.length) {
    report(
      at,
      'a consent is answered with yes or no, and its options are others',
      'write exactly the options "yes" with code 1 and "no" with code 0, both without "relevant"',
    );
  }
  if (section.repeat !== undefined) {
    report(
      at,
      `a consent is given once, but section ${section.id} is repeated for roster rows`,
      'ask it in a section without "repeat", or make a questionnaire for each child',
    );
  }
}

function checkSignal(item: ItemSource, answers: readonly Answer[], report: Report): void {
  const { signal } = item;
  if (signal === undefined) return;
  const at = `item ${item.id}`;
  if (item.type === 'choice' || item.type === 'choices') {
    const unknown =
      typeof signal === 'number'
        ? [String(signal)]
        : signal.filter((id) => !answers.some((answer) => answer.id === id));
    for (const id of unknown)
      report(at, `its signal names the unknown option "${id}"`, 'name option ids of this item');
    return;
  }
  const counted =
    item.type === 'frequency' || item.type === 'scale' || item.type === 'rating' || item.type === 'number';
  if (!counted || typeof signal !== 'number') {
    report(
      at,
      `a signal does not fit a ${item.type} in this way`,
      'use option ids for choices and a least number for scales and numbers',
    );
  }
}

function checkRecode(item: ItemSource, answers: readonly Answer[], version: number, report: Report): void {
  const { recode } = item;
  if (recode === undefined) return;
  const at = `item ${item.id}`;
  if (answers.length === 0) {
    report(
      at,
      `a ${item.type} has no options or points to recode`,
      'take "recode" out: its values are compared as they are',
    );
    return;
  }
  if (version === 1) {
    report(at, 'it recodes an earlier version, and this is version 1', 'take "recode" out');
    return;
  }
  reportRepeatsIn(
    recode.map((one) => String(one.from)),
    at,
    'recoded version',
    report,
  );
  for (const { from, map } of recode) {
    if (from >= version) {
      report(at, `it recodes version ${from}, and this is version ${version}`, 'name an earlier version');
    }
    if (Object.keys(map).length === 0) {
      report(
        at,
        `its recode from version ${from} is empty`,
        'write "old": "new" for each answer, or take it out',
      );
    }
    for (const to of new Set(Object.values(map))) {
      if (answers.some((answer) => answer.id === to)) continue;
      report(
        at,
        `its recode from version ${from} leads to "${to}", which this item does not have`,
        `use ${answers.map((answer) => answer.id).join(', ')}`,
      );
    }
  }
}
