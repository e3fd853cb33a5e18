/** What one invite opens: an age file to the recipient that the invite's 80 bits derive. */
import * as z from 'zod/mini';
import { sha256Schema } from '../event/bundle.ts';
import { idSchema, nameSchema } from '../event/event.ts';

const monthSchema = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const daySchema = z.iso.date();

/** A person of the family as others' questionnaires see her: no name, no code. */
export const rosterRowSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['child', 'partner']),
  sex: z.enum(['f', 'm', 'x']),
  birthMonth: monthSchema,
  /** Birth order among children with the same sex and month; 1 unless twins. */
  order: z.int().check(z.positive()),
  /** Relation to the respondent in the study's words: mother, father, child, ex-partner … */
  relation: z.string().check(z.maxLength(40)),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

export const taskSchema = z.strictObject({
  id: idSchema,
  questionnaire: nameSchema,
  version: z.int().check(z.positive()),
  /** "self" or a roster row id. */
  subject: z.string(),
  /** The text says its month: "since the beginning of March 2025". */
  periodFrom: daySchema,
  /** Gates that must hold before the task opens; in this version only done tasks: ids of tasks. */
  gates: z.array(idSchema),
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
