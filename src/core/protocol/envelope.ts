/** What one invite opens: an age file to the recipient that the invite's 80 bits derive. */
import * as z from 'zod/mini';
import { sha256Schema } from '../event/bundle.ts';
import { idSchema, nameSchema } from '../event/event.ts';

const monthSchema = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const daySchema = z.iso.date();

/** child: a child of the family; partner: the respondent's (ex-)partner; parent: a parent of the respondent. */
export const rosterKinds = ['child', 'partner', 'parent'] as const;
export type RosterKind = (typeof rosterKinds)[number];

/** A person of the family as others' questionnaires see her: no name, no code. */
export const rosterRowSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(rosterKinds),
  sex: z.enum(['f', 'm', 'x']),
  birthMonth: monthSchema,
  /** Birth order among children with the same sex and month; 1 unless twins. */
  order: z.int().check(z.positive()),
  /** Relation to the respondent in the study's words: mother, father, child, ex-partner … */
  relation: z.string().check(z.maxLength(40)),
  /** A child's home as the respondent sees it; absent: not known. */
  home: z.optional(z.enum(['here', 'elsewhere', 'both'])),
  /** Months in which a partner's relation began and ended; absent: not known, or not ended. */
  from: z.optional(monthSchema),
  to: z.optional(monthSchema),
  /** Rows of the children of whom a partner is a parent; absent: not known. */
  parentOf: z.optional(z.array(idSchema)),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

export const extents = ['full', 'core'] as const;
export type Extent = (typeof extents)[number];

/** What must hold before a task opens: states of the space, never answers. */
export const gateSchema = z.discriminatedUnion('gate', [
  z.strictObject({ gate: z.literal('task-done'), task: idSchema }),
  /** The information of that task was seen at least so many hours ago, by the device's clock. */
  z.strictObject({
    gate: z.literal('information-seen'),
    task: idSchema,
    hours: z.int().check(z.nonnegative()),
  }),
  /** The consent was given in that task, as last answered. */
  z.strictObject({ gate: z.literal('consent-given'), task: idSchema, consent: nameSchema }),
]);
export type Gate = z.infer<typeof gateSchema>;

export const taskSchema = z.strictObject({
  id: idSchema,
  questionnaire: nameSchema,
  version: z.int().check(z.positive()),
  /** "self" or a roster row id. */
  subject: z.string(),
  /** The text says its month: "since the beginning of March 2025". */
  periodFrom: daySchema,
  /** core: only what is asked about every child; full: everything (method.md 8). */
  extent: z._default(z.enum(extents), 'full'),
  gates: z.array(gateSchema),
});
export type Task = z.infer<typeof taskSchema>;

export const bands = ['adult', 'child-8-11', 'youth-12-15', 'youth-16-19'] as const;
export type Band = (typeof bands)[number];
export const waves = ['T0', 'T1', 'T2'] as const;
export type Wave = (typeof waves)[number];

/** One questionnaire version (or the help lines): its own age file, its own identity. */
export const sealedFileSchema = z.strictObject({
  kind: z.enum(['questionnaire', 'help']),
  sha256: sha256Schema,
  identity: z.string(),
  /** Empty for help. */
  questionnaire: z.string(),
  version: z.int().check(z.nonnegative()),
});
export type SealedFile = z.infer<typeof sealedFileSchema>;

export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  invite: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** SHA-256 of the root's public key, first 16 bytes, hex. */
  root: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** A manifest below this serial is refused. */
  leastManifest: z.int().check(z.positive()),
  role: z.enum(['parent', 'child']),
  band: z.enum(bands),
  person: z.string().check(z.minLength(1), z.maxLength(40)),
  birthMonth: monthSchema,
  sex: z.enum(['f', 'm', 'x']),
  wave: z.enum(waves),
  /** The first wave of this person: background and "before this period" are asked. */
  firstWave: z.boolean(),
  due: daySchema,
  /** Absent: not known, and a day before the due date can't be told from a wrong clock. */
  windowOpens: z.optional(daySchema),
  windowEnds: daySchema,
  language: z.string(),
  /** A child's code is shown to the child itself; false: opened at hand-over by an interviewer. */
  unattended: z.boolean(),
  tasks: z.array(taskSchema),
  roster: z.array(rosterRowSchema),
  files: z.array(sealedFileSchema),
  /** age identity that opens letters to this space. */
  spaceIdentity: z.string(),
});
export type Envelope = z.infer<typeof envelopeSchema>;
