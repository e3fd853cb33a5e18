/** A questionnaire of any size as an author would write it, for measuring: every second item has a condition. */
import type { Envelope, Task } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { QuestionnaireFiles } from '#core/questionnaire/compileQuestionnaire.ts';

const inBlock = 5;
const inSection = 25;

export function largeQuestionnaire(items: number): QuestionnaireFiles {
  const name = (at: number): string => `item${at}`;
  const count = (from: number, most: number): number => Math.min(most, items - from);
  const sections = Array.from({ length: Math.ceil(items / inSection) }, (_, section) => ({
    id: `section${section}`,
    blocks: Array.from(
      { length: Math.ceil(count(section * inSection, inSection) / inBlock) },
      (__, block) => {
        const first = section * inSection + block * inBlock;
        return {
          id: `block${first}`,
          items: Array.from({ length: count(first, inBlock) }, (___, at) => ({
            id: name(first + at),
            type: 'scale',
            scale: 'much',
            ...(at % 2 === 1 ? { relevant: `!missing(${name(first + at - 1)}) && ${name(first)} < 9` } : {}),
          })),
        };
      },
    ),
  }));
  return {
    folder: 'large/v1',
    languages: ['en'],
    definition: {
      format: 1,
      questionnaire: 'large',
      version: 1,
      prefix: 'lg',
      bands: ['adult'],
      respondent: 'parent',
      scales: { much: [0, 1, 2, 3].map((value) => ({ value })) },
      sections,
    },
    texts: {
      en: {
        review: 'draft',
        title: 'Large',
        scales: { much: { '0': 'Not', '1': 'A little', '2': 'Much', '3': 'Very much' } },
        sections: Object.fromEntries(sections.map(({ id }) => [id, { title: id }])),
        items: Object.fromEntries(
          Array.from({ length: items }, (_, at) => [name(at), { label: `Is this number ${at}?` }]),
        ),
      },
    },
  };
}

const id = (letter: string): string => letter.repeat(22);

/** Somebody who may fill it in. */
export const envelopeFor = (
  questionnaire: Questionnaire,
): { envelope: Envelope; task: Task; progress: null; mode: 'self'; today: string } => {
  const task: Task = {
    id: id('t'),
    questionnaire: questionnaire.questionnaire,
    version: questionnaire.version,
    subject: 'self',
    periodFrom: '2025-03-01',
    extent: 'full',
    gates: [],
  };
  return {
    task,
    progress: null,
    mode: 'self',
    today: '2026-03-01',
    envelope: {
      v: 1,
      study: id('s'),
      invite: '0123456789abcdef',
      root: '0123456789abcdef0123456789abcdef',
      leastManifest: 1,
      role: 'parent',
      band: 'adult',
      person: 'F1/P1',
      birthMonth: '1986-03',
      sex: 'x',
      wave: 'T0',
      firstWave: true,
      due: '2026-03-01',
      windowEnds: '2026-06-29',
      language: 'en',
      unattended: true,
      tasks: [task],
      roster: [],
      files: [],
      spaceIdentity: '',
    },
  };
};
