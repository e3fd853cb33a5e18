/**
 * cases.json: walks worked out by hand, answers to route. What a questionnaire must do is written
 * down before the engine says what it does.
 */
import * as z from 'zod';
import { offeredReasons } from '#core/event/missing.ts';

const answer = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.strictObject({ missing: z.enum([...offeredReasons, 'seen-and-passed']) }),
]);

const caseSchema = z.strictObject({
  name: z.string().min(1),
  /** Protocol facts of this person that differ from the file's. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Roster rows by a short name, with their row facts. */
  rows: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))).optional(),
  /** By "item", or "row/item" in a repeated section. Everything else is passed over. */
  answers: z.record(z.string(), answer),
  /** Sections in order; "asked" in order, or "all". What is neither asked nor here is not-asked. */
  route: z.array(
    z.strictObject({
      section: z.string(),
      row: z.string().optional(),
      asked: z.union([z.literal('all'), z.array(z.string())]),
      notAsked: z.union([z.literal('all'), z.array(z.string())]).optional(),
    }),
  ),
  /** Checks that these answers fail, by "item" or "row/item". */
  fails: z.record(z.string(), z.array(z.string())).optional(),
  /** Points or options that are not offered here, by item. */
  notOffered: z.record(z.string(), z.array(z.string())).optional(),
  /** Scores worked out by hand, by "score" or "row/score"; none where too much is missing. */
  scores: z
    .record(z.string(), z.union([z.number(), z.strictObject({ missing: z.literal(true) })]))
    .optional(),
});
export type Case = z.infer<typeof caseSchema>;

export const casesSchema = z.strictObject({
  format: z.literal(1),
  cases: z.array(caseSchema).min(1),
});
