/**
 * Help lines stand apart from questionnaires, so that a number can be replaced in running
 * interviews too. Shown off line; each says when its number was last checked.
 */
import * as z from 'zod/mini';
import { nameSchema } from '../event/event.ts';
import { bands } from '../protocol/envelope.ts';

const line = z.strictObject({
  id: nameSchema,
  /** As people say it, and as a phone dials it. */
  shown: z.string().check(z.minLength(2), z.maxLength(40)),
  dial: z.string().check(z.regex(/^\+?[0-9]{3,15}$/)),
  site: z.nullable(z.string().check(z.maxLength(80))),
  /** Whom it is shown to, in the order of the list. */
  bands: z.array(z.enum(bands)).check(z.minLength(1)),
  /** For danger now: shown first and largest. */
  emergency: z.boolean(),
  checkedOn: z.iso.date(),
});

const sentence = z.string().check(z.minLength(1), z.maxLength(600));

export const helpSchema = z.strictObject({
  format: z.literal(1),
  lines: z.array(line).check(z.minLength(1)),
  texts: z.record(
    z.string(),
    z.strictObject({
      review: z.enum(['draft', 'reviewed']),
      title: sentence,
      intro: sentence,
      /** The same for children, in their words. */
      childIntro: sentence,
      lines: z.record(z.string(), z.strictObject({ name: sentence, about: sentence })),
    }),
  ),
});
export type Help = z.infer<typeof helpSchema>;
