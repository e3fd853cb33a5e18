/**
 * The one thing that is stored, sealed, sent and tabulated: one schema from the
 * journal on the device to the table at the desk.
 *
 * On disk an event is UTF-8 JSON followed by spaces up to a size that its item's
 * definition fixes (never the answer), then AES-256-GCM under its run's key.
 */
import * as z from 'zod/mini';
import { deviceReasons } from './missing.ts';

/** Ids in definitions; the compiler enforces it, so an event always fits its size. */
export const nameSchema = z.string().check(z.regex(/^[a-z][A-Za-z0-9-]{0,31}$/));

/** 16 random bytes, base64url: interviews, tasks, roster rows, spaces. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

export const modes = ['self', 'helped', 'read-out', 'handed-over', 'keyed'] as const;
export type Mode = (typeof modes)[number];

/** first: first time in this pass; correction: changed inside the pass; re-ask: a later pass. */
export const causes = ['first', 'correction', 're-ask'] as const;
export type Cause = (typeof causes)[number];

/**
 * How a block ended: `completed` = every item has an event in this pass; `passed-by` = it had
 * its two passes (rest is not-reached); `skipped` = the person chose to go on after an exit.
 */
export const blockEnds = ['completed', 'passed-by', 'skipped'] as const;
export type BlockEnd = (typeof blockEnds)[number];

/** choice: option id; choices: option ids; frequency, scale, rating, number: number; date, text: string. */
export const valueSchema = z.union([z.string(), z.number(), z.array(z.string())]);
export type AnswerValue = z.infer<typeof valueSchema>;

/** Who and what the interview is about; only in its first event (seq 0). */
const aboutSchema = z.strictObject({
  person: z.string().check(z.minLength(1), z.maxLength(40)),
  wave: z.enum(['T0', 'T1', 'T2']),
  /** Whom it is about: the person herself ("self") or a roster row id. */
  subject: z.string().check(z.minLength(1), z.maxLength(40)),
  questionnaire: nameSchema,
  version: z.int().check(z.positive()),
});
export type About = z.infer<typeof aboutSchema>;

const base = {
  v: z.literal(1),
  interview: idSchema,
  task: idSchema,
  section: nameSchema,
  /** Roster row of a repeated section, else null. */
  row: z.nullable(idSchema),
  block: nameSchema,
  pass: z.int().check(z.positive()),
  /** One unlock to the next lock, counted per space from 1. */
  sitting: z.int().check(z.positive()),
  seq: z.int().check(z.nonnegative()),
  /** Device clock, ISO 8601 UTC. Never trusted for order or deletion. */
  wall: z.iso.datetime(),
  /** Milliseconds since the sitting began, whole. */
  mono: z.int().check(z.nonnegative()),
  mode: z.enum(modes),
  app: z.string().check(z.maxLength(16)),
  about: z.optional(aboutSchema),
};

const answerSchema = z
  .strictObject({
    ...base,
    kind: z.literal('answer'),
    cause: z.enum(causes),
    item: nameSchema,
    value: z.optional(valueSchema),
    missing: z.optional(z.enum(deviceReasons)),
  })
  .check(
    z.refine(
      (e) => (e.value === undefined) !== (e.missing === undefined),
      'a value or a missing reason, never both',
    ),
  );

const blockEndSchema = z.strictObject({ ...base, kind: z.literal('block-end'), end: z.enum(blockEnds) });

/** `done`: the interview is complete, the task's gate may follow. */
const sectionEndSchema = z.strictObject({ ...base, kind: z.literal('section-end'), done: z.boolean() });

export const eventSchema = z.discriminatedUnion('kind', [answerSchema, blockEndSchema, sectionEndSchema]);

export type Event = z.infer<typeof eventSchema>;
export type AnswerEvent = z.infer<typeof answerSchema>;

/** Plain bytes of an event that has no larger size fixed by its item. */
export const baseEventBytes = 512;

/** The first event of an interview carries `about`, so it is larger, whatever was answered. */
export const firstEventBytes = 1024;

/** Plain bytes of every signal slot: fixed, so that a signal cannot be seen from outside. */
export const signalSlotBytes = 128;

/** Bytes an event is padded to, from its position and its item's definition only. */
export const eventBytes = (seq: number, itemBytes: number): number =>
  seq === 0 ? Math.max(firstEventBytes, itemBytes) : itemBytes;
