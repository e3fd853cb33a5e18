/**
 * study.json: how this study is run, as data. Every rule says where it comes from: a line of the
 * study's sources, or "own".
 */
import * as z from 'zod';
import { nameSchema } from '#core/event/event.ts';
import { missingCodes } from '#core/event/missing.ts';
import { bands, waves } from '#core/protocol/envelope.ts';
import { respondents, subjects } from '#core/questionnaire/compiled.ts';

const source = z.string().min(1);
const ruled = <T extends z.ZodType>(value: T) => z.strictObject({ value, source });
const days = z.int().min(0).max(1000);
const size = z.strictObject({ items: z.int().positive(), minutes: z.number().positive() });
const name = z.string().refine((value) => nameSchema.safeParse(value).success, {
  error: 'an id begins with a small letter and has at most 32 letters, digits and hyphens',
});

export const studySchema = z.strictObject({
  format: z.literal(1),
  name: z.string().min(1),
  /** Marked in every row; may use draft texts and unpublished versions. */
  demo: z.boolean(),
  /** The first is the source of all others. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  waves: z.array(z.enum(waves)).min(1),
  bands: z.record(
    z.enum(bands),
    z.strictObject({
      /** False: opened at hand-over by an interviewer only. */
      unattended: ruled(z.boolean()),
      /** Idle seconds until the space locks. */
      idleSeconds: ruled(z.int().min(60).max(600)),
    }),
  ),
  /** Consents that questionnaires may ask for, each apart. */
  consents: z.array(z.strictObject({ id: name, meaning: z.string().min(1), source })),
  tasks: z
    .array(
      z.strictObject({
        questionnaire: name,
        version: z.int().positive(),
        role: z.enum(respondents),
        bands: z.array(z.enum(bands)).min(1),
        /** "child": one task for each roster child whose age on the due date lies in `ages`. */
        subject: z.enum(subjects),
        ages: z.strictObject({ from: z.int().min(0), to: z.int().max(19) }).optional(),
        /** So many children, drawn once for the family, are asked about in full, the others in the core only. */
        full: ruled(z.int().positive()).optional(),
        /** What must hold before the task opens. */
        gates: z.array(
          z.discriminatedUnion('gate', [
            z.strictObject({ gate: z.literal('task-done'), questionnaire: name }),
            z.strictObject({
              gate: z.literal('information-seen'),
              questionnaire: name,
              /** Time to think. */
              hours: ruled(z.int().min(0).max(1000)),
            }),
            z.strictObject({ gate: z.literal('consent-given'), questionnaire: name, consent: name }),
          ]),
        ),
        /** What the form was planned to hold and may hold at most: printed beside what it holds. */
        blueprint: z
          .strictObject({
            first: size,
            later: size,
            limit: z.strictObject({ items: z.int().positive().optional(), minutes: z.number().positive() }),
            source,
          })
          .optional(),
      }),
    )
    .min(1),
  /** Most minutes that all questionnaires with a blueprint may take one respondent together. */
  together: z
    .array(z.strictObject({ role: z.enum(respondents), minutes: z.number().positive(), source }))
    .optional(),
  schedule: z.strictObject({
    dueAfterDays: ruled(
      z.strictObject({ T1: days, T2AfterT1: days, T2WithoutT1: days, T2AtLeastAfterT1: days }),
    ),
    openBeforeDays: ruled(days),
    openAfterDays: ruled(days),
    lateAfterDays: ruled(days),
    longestPeriodDays: ruled(days),
    firstPeriodDays: ruled(days),
    rateFromDays: ruled(days),
    rateToDays: ruled(days),
  }),
  reasons: z.array(
    z.strictObject({
      id: z.enum(Object.keys(missingCodes) as [keyof typeof missingCodes]),
      code: z.int().min(-99).max(-91),
      labels: z.record(z.string(), z.string().min(1)),
      source,
    }),
  ),
  /** What somebody decided about this study, in words, with the source or "own". */
  decisions: z.array(z.strictObject({ id: name, text: z.string().min(1), source })),
});
export type Study = z.infer<typeof studySchema>;
