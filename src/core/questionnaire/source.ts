/**
 * What an author writes: `definition.json` and one texts file per language. Unknown keys are
 * refused everywhere, so a misspelt key is an error and never silently nothing.
 * The device never loads this file: it runs what compileQuestionnaire made of it.
 */
import * as z from 'zod';
import { nameSchema } from '../event/event.ts';
import { offeredReasons } from '../event/missing.ts';
import { bands, rosterKinds } from '../protocol/envelope.ts';
import { actKinds, actSides, countedFacts, respondents, subjects } from './compiled.ts';

/** Characters of the longest text answer: its event is padded to the bound, so a bound is never free. */
export const longestText = 1000;
/** Characters of one expression. */
export const longestExpression = 300;

const name = z.string().refine((value) => nameSchema.safeParse(value).success, {
  error: 'an id begins with a small letter and has at most 32 letters, digits and hyphens',
});
/** Expressions name items, and a hyphen would be a minus there. */
const itemName = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/, {
  error: 'an item id begins with a small letter and has at most 32 letters and digits, no hyphen',
});
const expression = z.string().min(1).max(longestExpression);
const severity = z.int().min(0).max(99);
/** Half of a sign or a control sign, but for a line break: no screen shows it as it is. */
const unreadable = /(?!\n)[\p{Cc}\p{Cs}]/u;
const plainText = z
  .string()
  .trim()
  .min(1)
  .max(1200)
  .refine((value) => !unreadable.test(value), { error: 'it holds a sign that cannot be read' })
  .refine((value) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(value), { error: 'nothing in it can be seen' });
const text = z.union([
  plainText,
  z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('sex'), f: plainText, m: plainText, x: plainText }),
    z.strictObject({ by: z.enum(countedFacts), one: plainText, other: plainText }),
  ]),
]);
export type TextSource = z.infer<typeof text>;

const optionSource = z.strictObject({
  id: name,
  /** Number of this option in tables. */
  code: z.int().min(0).max(999),
  severity: severity.optional(),
  exclusive: z.boolean().optional(),
  relevant: expression.optional(),
});
export type OptionSource = z.infer<typeof optionSource>;

const pointSource = z.strictObject({
  value: z.int().min(0).max(99),
  severity: severity.optional(),
  relevant: expression.optional(),
});

const checkSource = z.strictObject({ id: name, kind: z.enum(['hard', 'soft']), that: expression });

const actSource = z.strictObject({
  kind: z.enum(actKinds),
  actor: z.enum(actSides),
  victim: z.enum(actSides),
});

const common = {
  id: itemName,
  relevant: expression.optional(),
  checks: z.array(checkSource).max(6).optional(),
  /** Left out: dont-know and prefer-not. */
  reasons: z.array(z.enum(offeredReasons)).optional(),
  act: actSource.optional(),
  carry: z.boolean().optional(),
  /** Option ids, or the least number, that put a signal into the event's slot. */
  signal: z.union([z.array(name).min(1), z.number()]).optional(),
  /** How answers of an earlier version read in this one. */
  recode: z
    .array(z.strictObject({ from: z.int().positive(), map: z.record(z.string(), z.string()) }))
    .min(1)
    .optional(),
};
const look = z.enum(['words', 'faces', 'circles']);
const options = z.array(optionSource).min(2).max(20);

const itemKinds = [
  z.strictObject({
    ...common,
    type: z.literal('choice'),
    options,
    look: look.optional(),
    consent: name.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('choices'),
    /** With roster rows one written option is enough. */
    options: z.array(optionSource).min(1).max(20),
    rows: z.strictObject({ kind: z.enum(rosterKinds), severity: severity.optional() }).optional(),
  }),
  z.strictObject({ ...common, type: z.literal('frequency'), scale: name }),
  z.strictObject({ ...common, type: z.literal('scale'), scale: name, look: look.optional() }),
  z.strictObject({ ...common, type: z.literal('rating'), min: z.int().min(0), max: z.int().max(10) }),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    min: z.number(),
    max: z.number(),
    whole: z.boolean(),
  }),
  z.strictObject({ ...common, type: z.literal('date'), precision: z.enum(['year', 'month', 'day']) }),
  z.strictObject({ ...common, type: z.literal('text'), maxLength: z.int().min(1).max(longestText) }),
  z.strictObject({ ...common, type: z.literal('note'), information: z.boolean().optional() }),
] as const;
/** An item as it is checked and compiled: lines of a grid have become items. */
export type ItemSource = z.infer<(typeof itemKinds)[number]> & { readonly grid?: string };

/** A way to write several items on one scale: each line is an item of its own in everything but looks. */
const gridSource = z.strictObject({
  id: itemName,
  type: z.literal('grid'),
  answers: z.enum(['scale', 'frequency']).optional(),
  scale: name,
  look: look.optional(),
  relevant: expression.optional(),
  reasons: common.reasons,
  act: common.act,
  lines: z
    .array(
      z.strictObject({
        id: itemName,
        carry: common.carry,
        signal: z.number().optional(),
        recode: common.recode,
      }),
    )
    .min(2),
});
export type GridSource = z.infer<typeof gridSource>;

const blockSource = z.strictObject({
  id: name,
  counts: z.enum(['highest', 'last']).optional(),
  /** Named expressions for later items of this block; put in when compiled, stored nowhere. */
  compute: z.record(itemName, expression).optional(),
  items: z.array(z.discriminatedUnion('type', [...itemKinds, gridSource])).min(1),
});
export type BlockSource = z.infer<typeof blockSource>;

const sectionSource = z.strictObject({
  id: name,
  flags: z.array(z.enum(['core', 'outcome', 'sensitive', 'routing'])).optional(),
  repeat: z.enum(rosterKinds).optional(),
  relevant: expression.optional(),
  practice: z.boolean().optional(),
  rest: z.boolean().optional(),
  blocks: z.array(blockSource).min(1),
});
export type SectionSource = z.infer<typeof sectionSource>;

export const definitionSchema = z.strictObject({
  format: z.literal(1),
  questionnaire: name,
  version: z.int().positive(),
  prefix: z.string().regex(/^[a-z][a-z0-9]{0,5}$/, {
    error: 'a prefix begins with a small letter and has at most 6 small letters and digits',
  }),
  bands: z.array(z.enum(bands)).min(1),
  respondent: z.enum(respondents),
  subject: z.enum(subjects).optional(),
  /** Somebody else's instrument: it stays outside the repository. */
  licence: z.strictObject({ holder: plainText, terms: plainText }).optional(),
  scales: z.record(name, z.array(pointSource).min(2).max(12)).optional(),
  sections: z.array(sectionSource).min(1),
});
export type Definition = z.infer<typeof definitionSchema>;

const labels = z.record(z.string(), text);

export const textsSchema = z.strictObject({
  review: z.enum(['draft', 'reviewed']),
  title: text,
  /** Labels of each scale by point value. */
  scales: z.record(z.string(), labels).optional(),
  sections: z.record(z.string(), z.strictObject({ title: text, intro: text.optional() })),
  items: z.record(
    z.string(),
    z.strictObject({
      label: text,
      help: text.optional(),
      /** Plain variant for reading aloud. */
      aloud: text.optional(),
      options: labels.optional(),
      checks: labels.optional(),
      unit: text.optional(),
      /** For translators; left out of what is compiled. */
      note: text.optional(),
    }),
  ),
});
export type TextsSource = z.infer<typeof textsSchema>;
