/** The numbers of the schedule. They stand in study.json alone and are handed to whoever counts with them. */
export interface ScheduleRules {
  readonly dueAfterDays: {
    /** From the family's anchor. */
    readonly T1: number;
    readonly T2AfterT1: number;
    /** From the anchor, when the family had no T1. */
    readonly T2WithoutT1: number;
    readonly T2AtLeastAfterT1: number;
  };
  readonly openBeforeDays: number;
  readonly openAfterDays: number;
  readonly lateAfterDays: number;
  /** Most days that a period reaches back from its due date. */
  readonly longestPeriodDays: number;
  /** Days of a period that nobody has answered about before. */
  readonly firstPeriodDays: number;
}
