import { describe, expect, it } from 'vitest';
import { missingCodes } from '#core/event/missing.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import type { VersionFiles } from '#desk/pack/readPack.ts';
import { checkStudy } from '#desk/pack/study/checkStudy.ts';
import { type Study, studySchema } from '#desk/pack/study/studySource.ts';
import {
  type Authoring,
  authored,
  filesOf,
  itemOf,
  sectionOf,
  textsAt,
} from '../../support/authoredQuestionnaire.ts';

const own = <T>(value: T) => ({ value, source: 'own' });

/** The garden under another name: once for who lets us in, once for what grows there. */
function garden(questionnaire: string, change: Authoring = () => {}): Questionnaire {
  const from = authored();
  from.definition.questionnaire = questionnaire;
  change(from);
  const compiled = compileQuestionnaire(filesOf(from), parseExpression);
  if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
  return compiled.value;
}
const aboutChild: Authoring = ({ definition }) => {
  definition.subject = 'child';
};
const byChild: Authoring = (from) => {
  from.definition.respondent = 'child';
  from.definition.bands = ['youth-12-15', 'youth-16-19'];
  sectionOf(from, 'year').repeat = 'parent';
  itemOf(from, 'helpers', 'choices').rows = { kind: 'parent' };
  for (const entry of textsAt(from, 'helpers')) entry.label = 'Who helps?';
};
const compiled = [
  garden('gate'),
  garden('garden'),
  garden('beds', aboutChild),
  garden('doors', aboutChild),
  garden('swing', byChild),
];
const files = compiled.map(
  ({ questionnaire, version }): VersionFiles => ({
    folder: `${questionnaire}/v${version}`,
    questionnaire,
    version,
    definition: {},
    texts: {},
    cases: {},
    outside: false,
  }),
);

type Task = Study['tasks'][number];
const task = (questionnaire: string, more: Partial<Task> = {}): Task => ({
  questionnaire,
  version: 1,
  role: 'parent',
  bands: ['adult'],
  subject: 'self',
  gates: [],
  ...more,
});

const study = (): Study => ({
  format: 1,
  name: 'Gardens',
  demo: true,
  languages: ['nl', 'en'],
  waves: ['T0'],
  bands: Object.fromEntries(
    ['adult', 'child-8-11', 'youth-12-15', 'youth-16-19'].map((band) => [
      band,
      { unattended: own(true), idleSeconds: own(120) },
    ]),
  ) as Study['bands'],
  consents: [{ id: 'entering', meaning: 'coming in', source: 'own' }],
  tasks: [
    task('gate'),
    task('garden', {
      gates: [
        { gate: 'information-seen', questionnaire: 'gate', hours: own(24) },
        { gate: 'consent-given', questionnaire: 'gate', consent: 'entering' },
        { gate: 'task-done', questionnaire: 'gate' },
      ],
    }),
    task('beds', { subject: 'child', ages: { from: 3, to: 17 }, full: own(2) }),
  ],
  schedule: {
    dueAfterDays: own({ T1: 365, T2AfterT1: 183, T2WithoutT1: 548, T2AtLeastAfterT1: 120 }),
    openBeforeDays: own(30),
    openAfterDays: own(60),
    lateAfterDays: own(120),
    longestPeriodDays: own(400),
    firstPeriodDays: own(365),
    rateFromDays: own(60),
    rateToDays: own(500),
  },
  reasons: Object.entries(missingCodes).map(([id, code]) => ({
    id: id as keyof typeof missingCodes,
    code,
    labels: { nl: id, en: id },
    source: 'own',
  })),
  decisions: [],
});

function linesOf(change: (study: Study) => void): readonly string[] {
  const changed = study();
  change(changed);
  const lines: string[] = [];
  checkStudy(changed, files, compiled, (at, cause, remedy) => {
    lines.push(problemLine({ file: 'study.json', at, cause, remedy }));
  });
  return lines;
}

const gates = (of: string, list: Task['gates']) => (changed: Study) => {
  for (const one of changed.tasks) if (one.questionnaire === of) one.gates = list;
};

describe('a study', () => {
  it('that is complete is accepted', () => {
    expect(linesOf(() => {})).toEqual([]);
    expect(studySchema.safeParse(study()).success).toBe(true);
  });

  it.each<[what: string, change: (study: Study) => void, says: string]>([
    ['without its questionnaire', (s) => s.tasks.push(task('shed')), 'task shed: there is no shed/v1'],
    [
      'with a version that is not there',
      (s) => s.tasks.push(task('doors', { version: 2, subject: 'child' })),
      'task doors: there is no doors/v2. Remedy: write the questionnaire or correct the task.',
    ],
    [
      'for a band that the questionnaire is not made for',
      (s) => s.tasks.push(task('swing', { role: 'child', bands: ['child-8-11'] })),
      'task swing: it is given to child-8-11, for which the questionnaire is not made',
    ],
    [
      'for another role than the questionnaire',
      (s) => s.tasks.push(task('swing', { bands: ['youth-12-15'] })),
      'task swing: it is given to a parent, but the questionnaire is answered by a child. Remedy: make "role" here and "respondent" there the same.',
    ],
    [
      'about another subject than the questionnaire',
      (s) => s.tasks.push(task('doors')),
      'task doors: its subject is "self", but the questionnaire is about "child". Remedy: make "subject" the same in both.',
    ],
    [
      'in a language that stands there twice',
      (s) => s.languages.push(s.languages[0] ?? ''),
      ': the language "nl" stands there twice. Remedy: give each language its own.',
    ],
    [
      'twice for one band',
      (s) => s.tasks.push(task('gate')),
      'task gate: it is given to adult twice. Remedy: keep one task for each band.',
    ],
    [
      'with ages where nobody has one',
      (s) => Object.assign(s.tasks[0] ?? {}, { ages: { from: 3, to: 17 } }),
      'task gate: it has "ages", but is not given for each child. Remedy: write "subject": "child" or take "ages" out.',
    ],
    [
      'in full for some of nobody',
      (s) => Object.assign(s.tasks[0] ?? {}, { full: own(2) }),
      'task gate: it has "full", but is not given for each child',
    ],
    [
      'for ages that are empty',
      (s) => Object.assign(s.tasks[2] ?? {}, { ages: { from: 9, to: 8 } }),
      'task beds: its ages are empty: 9 to 8',
    ],
    [
      'with a consent twice',
      (s) => s.consents.push(...s.consents),
      'consent entering: it stands there twice. Remedy: keep one.',
    ],
    [
      'without a consent that is asked for',
      (s) => {
        s.consents = [];
      },
      'consent entering: item mayEnter of gate/v1 asks for it, and the study does not know it. Remedy: declare it under "consents" or correct the item.',
    ],
    [
      'with another code for a missing reason',
      (s) => Object.assign(s.reasons[0] ?? {}, { code: -95 }),
      'reason dont-know: its code is -95, everywhere else -91. Remedy: write -91.',
    ],
    [
      'without a missing reason',
      (s) => s.reasons.shift(),
      'reason dont-know: the missing reason is not listed. Remedy: add it under "reasons".',
    ],
    [
      'without the word for a missing reason',
      (s) => Object.assign(s.reasons[0] ?? {}, { labels: { nl: 'weet niet' } }),
      'reason dont-know: the label in "en" is missing. Remedy: add it.',
    ],
  ])('%s is refused', (_what, change, says) => {
    expect(linesOf(change)).toContainEqual(expect.stringContaining(says));
  });
});

describe('a gate', () => {
  it.each<[what: string, change: (study: Study) => void, says: string]>([
    [
      'of a questionnaire that nobody is given',
      gates('garden', [{ gate: 'task-done', questionnaire: 'shed' }]),
      'task garden: its gate task-done of shed names a questionnaire that no task gives out. Remedy: add a task for it or correct the gate.',
    ],
    [
      'that waits for itself',
      gates('garden', [{ gate: 'task-done', questionnaire: 'garden' }]),
      'task garden: its gate task-done of garden waits for itself',
    ],
    [
      'in a ring',
      gates('gate', [{ gate: 'task-done', questionnaire: 'garden' }]),
      'task gate: its gates wait for each other in a ring. Remedy: take one of the gates out.',
    ],
    [
      'on a consent that the study does not know',
      gates('garden', [{ gate: 'consent-given', questionnaire: 'gate', consent: 'digging' }]),
      'task garden: its gate consent-given of gate names the unknown consent "digging". Remedy: declare it under "consents".',
    ],
    [
      'on a consent that its questionnaire does not ask for',
      (s) => {
        s.consents.push({ id: 'digging', meaning: 'digging', source: 'own' });
        gates('garden', [{ gate: 'consent-given', questionnaire: 'gate', consent: 'digging' }])(s);
      },
      'task garden: its gate consent-given of gate: no item of that questionnaire asks for "digging". Remedy: write "consent": "digging" on the choice that asks for it.',
    ],
    [
      'that another person sets',
      (s) => {
        const list: Task['gates'] = [{ gate: 'task-done', questionnaire: 'gate' }];
        s.tasks.push(task('swing', { role: 'child', bands: ['youth-12-15'], gates: list }));
      },
      'task swing: its gate task-done of gate is set by a parent, and the task is for a child. Remedy: name a questionnaire that the same person answers.',
    ],
    [
      'that is set in other bands only',
      (s) => {
        s.tasks = [
          task('swing', { role: 'child', bands: ['youth-12-15'] }),
          task('gate', {
            role: 'child',
            bands: ['youth-16-19'],
            gates: [{ gate: 'task-done', questionnaire: 'swing' }],
          }),
        ];
      },
      'task gate: its gate task-done of swing is never set for youth-16-19',
    ],
    [
      'that is set for each child apart',
      gates('garden', [{ gate: 'task-done', questionnaire: 'beds' }]),
      'task garden: its gate task-done of beds is set for each child apart, and this task is about no single child',
    ],
  ])('%s is refused', (_what, change, says) => {
    expect(linesOf(change)).toContainEqual(expect.stringContaining(says));
  });

  it('on information that no note gives is refused', () => {
    const silent = compiled.map((one) =>
      one.questionnaire === 'gate'
        ? garden('gate', ({ definition }) => {
            for (const block of definition.sections[2]?.blocks ?? [])
              for (const item of block.items) if (item.type === 'note') delete item.information;
          })
        : one,
    );
    const lines: string[] = [];
    checkStudy(study(), files, silent, (at, cause, remedy) => {
      lines.push(problemLine({ file: 'study.json', at, cause, remedy }));
    });
    expect(lines).toEqual([
      'study.json: task garden: its gate information-seen of gate: no note of that questionnaire is marked as information. Remedy: write "information": true on the last note of the information.',
    ]);
  });

  it('from one task about a child to another is fine', () => {
    const lines = linesOf((s) =>
      s.tasks.push(
        task('doors', { subject: 'child', gates: [{ gate: 'task-done', questionnaire: 'beds' }] }),
      ),
    );
    expect(lines).toEqual([]);
  });
});
