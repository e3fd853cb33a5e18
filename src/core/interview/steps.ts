/** The order in which the blocks of a questionnaire are asked: made once per interview, from definition and roster. */
import type { RosterRow } from '../protocol/envelope.ts';
import type { Block, Questionnaire, Section } from '../questionnaire/compiled.ts';

export interface Step {
  readonly index: number;
  readonly section: Section;
  /** Roster row of a repeated section, else null. */
  readonly row: RosterRow | null;
  readonly block: Block;
  readonly firstOfSection: boolean;
  /** Last block of this section, for this row. */
  readonly lastOfSection: boolean;
  /** Last block of the interview. */
  readonly last: boolean;
}

/** A repeated section is gone through once per row of its kind, in the order of the roster; without rows not at all. */
export function planSteps(
  questionnaire: Pick<Questionnaire, 'sections'>,
  roster: readonly RosterRow[],
): readonly Step[] {
  const planned = questionnaire.sections.flatMap((section) =>
    rowsOf(section, roster).flatMap((row) =>
      section.blocks.map((block, at) => ({
        section,
        row,
        block,
        firstOfSection: at === 0,
        lastOfSection: at === section.blocks.length - 1,
      })),
    ),
  );
  return planned.map((step, index) => ({ ...step, index, last: index === planned.length - 1 }));
}

const rowsOf = (section: Section, roster: readonly RosterRow[]): readonly (RosterRow | null)[] =>
  section.repeat === null ? [null] : roster.filter((row) => row.kind === section.repeat);

export const isRouting = (step: Step): boolean => step.section.flags.includes('routing');
