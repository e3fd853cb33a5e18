import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpSchema } from '#core/questionnaire/helpLines.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { readAuthored } from '#core/questionnaire/schemaProblems.ts';
import { casesSchema } from '#desk/pack/cases/casesSource.ts';
import { studySchema } from '#desk/pack/study/studySource.ts';
import { packDirectory } from '../../support/packFolder.ts';

const schemas = { 'study.json': studySchema, 'help.json': helpSchema, 'dummy/v1/cases.json': casesSchema };
type File = keyof typeof schemas;

/** Sets one place of a file; undefined takes it out. */
function placed(whole: unknown, path: string, value: unknown): void {
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const here = steps.reduce<Record<string, unknown>>(
    (at, step) => {
      const next = at[step];
      if (typeof next !== 'object' || next === null) throw new Error(`no ${step} of ${path}`);
      return next as Record<string, unknown>;
    },
    whole as Record<string, unknown>,
  );
  if (value === undefined) delete here[last];
  else here[last] = value;
}

const linesOf = (file: File, path: string, value: unknown): readonly string[] => {
  const whole: unknown = JSON.parse(readFileSync(join(packDirectory, file), 'utf8'));
  placed(whole, path, value);
  const lines: string[] = [];
  readAuthored<unknown>(schemas[file], whole, (at, cause, remedy) => {
    lines.push(problemLine({ file, at, cause, remedy }));
  });
  return lines;
};

const task = 'task consent-parent';
const ruled = (value: unknown) => ({ value, source: 'own' });

const rules: readonly (readonly [file: File, path: string, value: unknown, says: string])[] = [
  ['study.json', 'format', 2, '"format" cannot be 2. Remedy: use 1.'],
  ['study.json', 'name', '', '"name" is empty'],
  ['study.json', 'demo', 'yes', '"demo" is not true or false'],
  ['study.json', 'languages', [], '"languages" has too few entries: at least 1 needed'],
  ['study.json', 'languages', ['Dutch'], '"languages" number 1: '],
  ['study.json', 'waves', ['T9'], '"waves" number 1 cannot be "T9". Remedy: use T0, T1 or T2.'],
  ['study.json', 'waves', [], '"waves" has too few entries'],
  ['study.json', 'bands/adult', undefined, '"bands" "adult" is missing'],
  [
    'study.json',
    'bands/baby',
    { unattended: ruled(true), idleSeconds: ruled(120) },
    'unknown key "baby" in "bands"',
  ],
  [
    'study.json',
    'bands/adult/idleSeconds',
    ruled(30),
    '"bands" "adult" "idleSeconds" "value" is too small: at least 60',
  ],
  ['study.json', 'bands/adult/idleSeconds', ruled(601), 'is too large: at most 600'],
  [
    'study.json',
    'bands/adult/unattended',
    { value: true },
    '"bands" "adult" "unattended" "source" is missing',
  ],
  [
    'study.json',
    'consents',
    [{ id: 'x y', meaning: 'x', source: 'own' }],
    'consent x y: "id": an id begins with a small letter',
  ],
  ['study.json', 'consents', [{ id: 'entering', source: 'own' }], 'consent entering: "meaning" is missing'],
  ['study.json', 'consents', [{ id: 'entering', meaning: 'x' }], 'consent entering: "source" is missing'],
  ['study.json', 'tasks', [], '"tasks" has too few entries'],
  [
    'study.json',
    'tasks/0/version',
    0,
    `${task}: "version" is too small: above 0. Remedy: write a number above 0.`,
  ],
  [
    'study.json',
    'tasks/0/role',
    'neighbour',
    `${task}: "role" cannot be "neighbour". Remedy: use parent, child or interviewer.`,
  ],
  ['study.json', 'tasks/0/bands', [], `${task}: "bands" has too few entries`],
  ['study.json', 'tasks/0/bands', ['baby'], `${task}: "bands" number 1 cannot be "baby"`],
  [
    'study.json',
    'tasks/0/subject',
    'partner',
    `${task}: "subject" cannot be "partner". Remedy: use self, child or family.`,
  ],
  ['study.json', 'tasks/0/ages', { from: -1, to: 3 }, `${task}: "ages" "from" is too small: at least 0`],
  ['study.json', 'tasks/0/ages', { from: 1, to: 20 }, `${task}: "ages" "to" is too large: at most 19`],
  ['study.json', 'tasks/0/full', 2, `${task}: "full" is not an object { }`],
  ['study.json', 'tasks/0/full', ruled(0), `${task}: "full" "value" is too small: above 0`],
  ['study.json', 'tasks/0/gates', ['done'], `${task}: "gates" number 1 is not an object { }`],
  [
    'study.json',
    'tasks/0/gates',
    [{ gate: 'open' }],
    `${task}, gate open: "gate" is none of those that are known. Remedy: use task-done, information-seen or consent-given.`,
  ],
  [
    'study.json',
    'tasks/0/gates',
    [{ gate: 'task-done' }],
    `${task}, gate task-done: "questionnaire" is missing`,
  ],
  [
    'study.json',
    'tasks/0/gates',
    [{ gate: 'information-seen', questionnaire: 'youth' }],
    `${task}, gate information-seen: "hours" is missing`,
  ],
  [
    'study.json',
    'tasks/0/gates',
    [{ gate: 'information-seen', questionnaire: 'youth', hours: ruled(-1) }],
    `${task}, gate information-seen: "hours" "value" is too small`,
  ],
  [
    'study.json',
    'tasks/0/gates',
    [{ gate: 'consent-given', questionnaire: 'youth' }],
    `${task}, gate consent-given: "consent" is missing`,
  ],
  [
    'study.json',
    'tasks/0/blueprint',
    { first: { items: 1, minutes: 1 } },
    `${task}: "blueprint" "later" is missing`,
  ],
  [
    'study.json',
    'tasks/0/blueprint',
    { first: { items: 0, minutes: 1 } },
    `${task}: "blueprint" "first" "items" is too small`,
  ],
  ['study.json', 'tasks/0/colour', 'green', `${task}: unknown key "colour"`],
  [
    'study.json',
    'schedule/openBeforeDays',
    ruled(1001),
    '"schedule" "openBeforeDays" "value" is too large: at most 1000',
  ],
  ['study.json', 'schedule/openBeforeDays', undefined, '"schedule" "openBeforeDays" is missing'],
  ['study.json', 'reasons/0/code', 0, 'reason dont-know: "code" is too large: at most -91'],
  ['study.json', 'reasons/0/code', -100, 'reason dont-know: "code" is too small: at least -99'],
  ['study.json', 'reasons/0/id', 'tired', 'reason tired: "id" cannot be "tired"'],
  ['study.json', 'reasons/0/labels', { nl: '' }, 'reason dont-know: "labels" "nl" is empty'],
  ['study.json', 'decisions', [{ id: 'one', text: '', source: 'own' }], 'decision one: "text" is empty'],

  ['help.json', 'lines', [], '"lines" has too few entries'],
  ['help.json', 'lines/0/dial', 'call us', '"dial": '],
  ['help.json', 'lines/0/checkedOn', 'yesterday', '"checkedOn": '],
  ['help.json', 'lines/0/bands', ['baby'], '"bands" number 1 cannot be "baby"'],
  ['help.json', 'lines/0/emergency', 'yes', '"emergency" is not true or false'],
  ['help.json', 'texts/nl/title', '', '"texts" "nl" "title" is empty'],
  ['help.json', 'texts/nl/review', 'final', '"texts" "nl" "review" cannot be "final"'],

  ['dummy/v1/cases.json', 'cases', [], '"cases" has too few entries'],
  ['dummy/v1/cases.json', 'cases/0/name', '', '"name" is empty'],
  [
    'dummy/v1/cases.json',
    'cases/0/answers',
    { a: { missing: 'forgot' } },
    '"answers" "a" "missing" cannot be "forgot"',
  ],
  [
    'dummy/v1/cases.json',
    'cases/0/answers',
    { a: true },
    '"answers" "a" is not a text, a number, a list [ ] or an object { }',
  ],
  [
    'dummy/v1/cases.json',
    'cases/0/facts',
    { wave: [] },
    '"facts" "wave" is not a text, a number or true or false',
  ],
  [
    'dummy/v1/cases.json',
    'cases/0/rows',
    { a: { rowKind: true } },
    '"rows" "a" "rowKind" is not a text or a number',
  ],
  ['dummy/v1/cases.json', 'cases/0/route', [{ asked: 'all' }], '"section" is missing'],
  [
    'dummy/v1/cases.json',
    'cases/0/route',
    [{ section: 'a', asked: 'some' }],
    '"asked" cannot be "some". Remedy: use all.',
  ],
  [
    'dummy/v1/cases.json',
    'cases/0/scores',
    { a: { missing: false } },
    '"scores" "a" "missing" cannot be false. Remedy: use true.',
  ],
  ['dummy/v1/cases.json', 'cases/0/scores', { a: 'high' }, '"scores" "a" is not a number or an object { }'],
  ['dummy/v1/cases.json', 'cases/0/outcome', 1, 'unknown key "outcome"'],
];

describe('the other files of a pack', () => {
  it.each(rules.map(([file, path, value, says]) => ({ file, path, value, says })))(
    '$file: $path as $value is refused',
    ({ file, path, value, says }) => {
      expect(linesOf(file, path, value)).toContainEqual(expect.stringContaining(says));
    },
  );

  it.each(Object.keys(schemas) as File[])('%s as it is has nothing wrong with it', (file) => {
    expect(linesOf(file, 'format', 1)).toEqual([]);
  });
});
