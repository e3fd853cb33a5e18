/**
 * What the desk remembers: the entries of its append-only log. Every entry is an age file to desk
 * and escrow whose plain text is the JSON of a `frame`; `previous` is the SHA-256 of the sealed
 * entry before it, so an entry taken out, changed or put elsewhere shows. Entries are never edited:
 * a correction is a further entry.
 */
import * as z from 'zod';
import { sha256Schema } from '#core/event/bundle.ts';
import { idSchema, nameSchema } from '#core/event/event.ts';
import { bands, rosterRowSchema, taskSchema, waves } from '#core/protocol/envelope.ts';
import { signedSchema } from '#core/protocol/signed.ts';
import { inviteNumberSchema } from '#core/protocol/wire.ts';
import { respondents, subjects } from '#core/questionnaire/compiled.ts';

const codeSchema = z.string().min(1).max(20);
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const personSchema = z.strictObject({
  /** Code within the family. */
  person: codeSchema,
  role: z.enum(['parent', 'child']),
  birthMonth: monthSchema,
  sex: z.enum(['f', 'm', 'x']),
  language: z.string(),
  relation: z.string().max(40),
  /** Among children with the same sex and month. */
  order: z.int().positive(),
  /** Lasting random id of this person's row in every roster. */
  row: idSchema,
  /** A child's home, as the first parent of the family sees it. */
  home: z.optional(z.enum(['here', 'elsewhere', 'both'])),
  /** Months in which the relation to the first parent of the family began and ended. */
  from: z.optional(monthSchema),
  to: z.optional(monthSchema),
  /** Codes of the children of whom this person is a parent. */
  parentOf: z.optional(z.array(codeSchema)),
});
export type Person = z.infer<typeof personSchema>;

export const filePlaceSchema = z.strictObject({
  kind: z.enum(['questionnaire', 'help']),
  questionnaire: z.string(),
  version: z.int().nonnegative(),
  sha256: sha256Schema,
  identity: z.string(),
  /** SHA-256 of the compiled content, so that an unchanged version keeps its sealed file. */
  content: sha256Schema,
});
export type FilePlace = z.infer<typeof filePlaceSchema>;

const days = z.int().nonnegative();
const gateSchema = z.discriminatedUnion('gate', [
  z.strictObject({ gate: z.literal('task-done'), questionnaire: nameSchema }),
  z.strictObject({ gate: z.literal('information-seen'), questionnaire: nameSchema, hours: days }),
  z.strictObject({ gate: z.literal('consent-given'), questionnaire: nameSchema, consent: nameSchema }),
]);

/** What the pack said about the study when it was packed, as far as invites need it. */
export const settingsSchema = z.strictObject({
  languages: z.array(z.string()).min(1),
  /** Bands that may be asked without an interviewer. */
  unattended: z.array(z.enum(bands)),
  tasks: z.array(
    z.strictObject({
      questionnaire: nameSchema,
      version: z.int().positive(),
      role: z.enum(respondents),
      bands: z.array(z.enum(bands)),
      subject: z.enum(subjects).default('self'),
      ages: z.optional(z.strictObject({ from: days, to: days })),
      full: z.optional(z.int().positive()),
      /** It asks for a consent. */
      consent: z.boolean().default(false),
      gates: z.array(gateSchema).default([]),
    }),
  ),
  /** Absent in entries from before there were later waves: packing again brings it. */
  schedule: z.optional(
    z.strictObject({
      dueAfterDays: z.strictObject({
        T1: days,
        T2AfterT1: days,
        T2WithoutT1: days,
        T2AtLeastAfterT1: days,
      }),
      openBeforeDays: days,
      openAfterDays: days,
      lateAfterDays: days,
      longestPeriodDays: days,
      firstPeriodDays: days,
    }),
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Whom the committee, families and the team turn to; a manifest for real families needs all four. */
export const officeSchema = z.strictObject({
  ethics: z.nullable(z.string()),
  contact: z.nullable(z.string()),
  onCall: z.nullable(z.string()),
  disclosure: z.nullable(z.string()),
});
export type Office = z.infer<typeof officeSchema>;

export const inviteSchema = z.strictObject({
  number: inviteNumberSchema,
  family: codeSchema,
  person: codeSchema,
  wave: z.enum(waves),
  band: z.enum(bands),
  due: z.iso.date(),
  /** Last day that is not late. */
  closes: z.optional(z.iso.date()),
  windowEnds: z.iso.date(),
  firstWave: z.optional(z.boolean()),
  /** As its envelope holds it: later changes of the family do not change what this invite was about. */
  roster: z.optional(z.array(rosterRowSchema)),
  issued: z.iso.datetime(),
  expires: z.iso.datetime(),
  tasks: z.array(taskSchema),
  /** base64; proves that a device key came from this paper, opens nothing. */
  hmacKey: z.string(),
  envelopeRecipient: z.string(),
  letterRecipient: z.string(),
});
export type Invite = z.infer<typeof inviteSchema>;

const arrivalSchema = {
  sha256: sha256Schema,
  cursor: z.int().positive(),
  /** Signed by the mailbox; absent when its receipt did not verify. */
  arrived: z.optional(z.strictObject({ time: z.iso.datetime(), serial: z.int().positive() })),
};

const placeSchema = z.strictObject({
  invite: inviteNumberSchema,
  publicKey: z.string(),
  interview: idSchema,
  number: z.int().positive(),
  previous: z.nullable(sha256Schema),
  /** First and last seq, null for a bundle without events. */
  first: z.nullable(z.int().nonnegative()),
  last: z.nullable(z.int().nonnegative()),
  before: sha256Schema,
  /** Hash of the last sealed event. */
  tail: sha256Schema,
});
export type BundlePlace = z.infer<typeof placeSchema>;

export const keptSchema = z.strictObject({
  ...arrivalSchema,
  place: placeSchema,
  task: z.nullable(idSchema),
  /** Says that the interview is complete. */
  done: z.boolean(),
  /** The invite whose space handed it in, when that is not its own. */
  sender: z.optional(inviteNumberSchema),
});
export type KeptBundle = z.infer<typeof keptSchema>;

export const quarantineReasons = [
  'bad-receipt',
  'hash-differs',
  'not-for-me',
  'damaged',
  'malformed',
  'other-study',
  'unknown-invite',
  'forged-key',
  'unknown-manifest',
  'bad-signature',
  'revoked',
  'mixed-interview',
  'damaged-event',
  'unreadable-event',
  'unknown-task',
  'wrong-person',
  'unknown-version',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export const quarantinedSchema = z.strictObject({
  ...arrivalSchema,
  reason: z.enum(quarantineReasons),
  /** The invite's device signed it: it gets a desk receipt, since the bytes are kept. */
  genuine: z.boolean(),
  place: z.nullable(placeSchema),
});
export type QuarantinedBundle = z.infer<typeof quarantinedSchema>;

const repeatSchema = z.strictObject({
  sha256: sha256Schema,
  cursor: z.int().positive(),
  invite: inviteNumberSchema,
});
export type RepeatedBundle = z.infer<typeof repeatSchema>;

export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('study'),
    study: idSchema,
    mailbox: z.string(),
    demo: z.boolean(),
    root: z.string(),
  }),
  z.strictObject({
    kind: z.literal('manifest'),
    serial: z.int().positive(),
    signed: signedSchema,
    files: z.array(filePlaceSchema),
    settings: settingsSchema,
    office: officeSchema,
  }),
  z.strictObject({
    kind: z.literal('family'),
    family: codeSchema,
    due: z.iso.date(),
    persons: z.array(personSchema),
    /** Rows of the children who are asked about in full, in the order in which they were drawn. */
    sample: z.optional(z.array(idSchema)),
  }),
  z.strictObject({
    kind: z.literal('decision'),
    about: z.literal('second-parent'),
    family: codeSchema,
    reason: z.string().min(1).max(500),
    by: z.string().min(1).max(100),
    /** Made for trying out, not by a team. */
    synthetic: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('invites'),
    invites: z.array(inviteSchema),
    closes: z.array(inviteNumberSchema),
  }),
  z.strictObject({ kind: z.literal('revoked'), number: inviteNumberSchema, reason: z.string() }),
  z.strictObject({
    kind: z.literal('pulled'),
    cursor: z.int().nonnegative(),
    kept: z.array(keptSchema),
    quarantined: z.array(quarantinedSchema),
    repeated: z.array(repeatSchema),
  }),
  z.strictObject({
    kind: z.literal('receipts'),
    receipts: z.array(z.strictObject({ sha256: sha256Schema, signed: signedSchema })),
  }),
  /** How many of all receipts the mailbox has taken. */
  z.strictObject({ kind: z.literal('receipts-sent'), count: z.int().nonnegative() }),
]);
export type Entry = z.infer<typeof entrySchema>;

export const frameSchema = z.strictObject({
  v: z.literal(1),
  number: z.int().positive(),
  previous: sha256Schema,
  time: z.iso.datetime(),
  entry: entrySchema,
});
export type Frame = z.infer<typeof frameSchema>;
