/**
 * outcomes.json as an author writes it: scores of one interview, and the rules that turn scores and
 * acts into the study's outcomes. Unknown keys are refused everywhere, and no rule goes without its source.
 */
import * as z from 'zod';
import { missingCodes } from '#core/event/missing.ts';
import { bands, waves } from '#core/protocol/envelope.ts';
import { actKinds, respondents } from '#core/questionnaire/compiled.ts';
import {
  problemLevels,
  statisticMethods,
  stoppedConditions,
  undeterminedGroups,
} from '#core/scoring/outcomes.ts';
import { scoreMethods, scorePlaces } from '#core/scoring/scoreRule.ts';

const id = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/, {
  error: 'an id begins with a small letter and has at most 32 letters and digits, no hyphen',
});
const name = z.string().min(1).max(40);
const words = z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1).max(600));
const source = z.string().trim().min(1).max(300);
const ruled = <T extends z.ZodType>(value: T) => z.strictObject({ value, says: words, source });
const ids = z.array(id).min(1);

const kinds = z.array(z.enum(actKinds)).min(1);

const sectionRef = z.strictObject({ questionnaire: name, section: name });
const itemRef = z.strictObject({
  questionnaire: name,
  item: name,
  options: z.array(name).min(1).optional(),
});
const inBands = z.strictObject({ score: id, bands: z.array(name).min(1) });

const scoredItem = z.union(
  [
    name,
    /** Ticking one of these options of a choices item is 1. */
    z.strictObject({ item: name, options: z.array(name).min(1) }),
    /** Ticking anything but these, a roster row included, is 1. */
    z.strictObject({ item: name, except: z.array(name).min(1) }),
    /** Numbers of options or points; null: the answer says that it does not apply. */
    z.strictObject({ item: name, numbers: z.record(z.string(), z.number().min(0).nullable()) }),
  ],
  { error: 'an item is its id, or { "item", "options" }, { "item", "except" } or { "item", "numbers" }' },
);
export type ScoredItemSource = z.infer<typeof scoredItem>;

const scoreSource = z.strictObject({
  id,
  title: words,
  questionnaire: name,
  per: z.enum(scorePlaces),
  method: z.enum(scoreMethods),
  items: z.array(scoredItem).min(1),
  /** Items among these whose numbers run the other way. */
  reversed: z.array(name).min(1).optional(),
  /** count and any: from this number on. */
  atLeast: z.number().positive().optional(),
  /** Left out: at least 80 % valid, for any all; a sum takes the others to be the mean of the valid ones. */
  missing: z
    .strictObject({
      least: z.union([
        z.strictObject({ share: z.number().gt(0).max(1) }),
        z.strictObject({ number: z.int().positive() }),
      ]),
      fill: z.enum(['mean', 'none']).optional(),
      /** highest: one answer of this number, where the last band begins, is enough by itself. */
      enough: z.number().positive().optional(),
    })
    .optional(),
  leaveOut: z
    .array(z.enum(Object.keys(missingCodes) as [keyof typeof missingCodes]))
    .min(1)
    .optional(),
  bands: z
    .strictObject({
      validated: z.boolean(),
      fixed: words,
      source,
      list: z.array(z.strictObject({ id: name, from: z.number(), below: z.number().optional() })).min(2),
    })
    .optional(),
  source,
});
export type ScoreSource = z.infer<typeof scoreSource>;

const counting = z.strictObject({
  midpoints: ruled(z.record(z.string().regex(/^\d+$/), z.number().min(0))),
  before: ruled(z.int().min(0)),
  cap: ruled(z.number().positive()),
  yearDays: ruled(z.number().positive()),
  rateDays: ruled(z.strictObject({ from: z.int().positive(), to: z.int().positive() })),
  recencyDays: ruled(z.record(name, z.int().min(0))),
});

const incidents = z.strictObject({
  informants: ruled(
    z.strictObject({
      rate: z.array(z.enum(bands)).min(1),
      prevalenceOnly: z.array(z.enum(bands)),
      perActAndDirection: z.literal('highest'),
      childActors: z.literal('sum-over-actors'),
      overActs: z.literal('sum'),
      missing: z.literal('never-zero'),
    }),
  ),
  partnerRate: ruled(
    z.strictObject({
      directions: z.literal('both'),
      beside: z.array(z.enum(['per-victim', 'first-parent-only'])),
    }),
  ),
  change: ruled(
    z.strictObject({
      unit: z.array(z.enum(['respondent', 'subject', 'section'])).min(1),
      presentAt: z.literal('both-waves'),
      beside: z.literal('open-set'),
      sections: z.array(sectionRef).min(1),
    }),
  ),
  stoppedSixMonths: ruled(z.strictObject({ days: z.int().positive(), scores: ids })),
  stoppedPeriod: ruled(z.strictObject({ sections: z.array(sectionRef).min(1) })),
  stopped: ruled(
    z.strictObject({
      stoppedWhenAll: z.array(z.enum(stoppedConditions)).min(1),
      notStoppedWhenAny: z.array(z.enum(stoppedConditions)).min(1),
      otherwise: z.literal('undetermined'),
      apart: z.array(z.enum(undeterminedGroups)),
      contact: z.array(itemRef).min(1),
      placedOut: z.array(itemRef).min(1),
    }),
  ),
  frequentOrSerious: ruled(
    z.strictObject({
      above: z.number().positive(),
      sensitivity: z.array(z.number().positive()).min(1),
      severe: ids,
      caveat: id,
    }),
  ),
  kinds: ruled(
    z.strictObject({
      betweenPartners: kinds,
      direct: kinds,
      neglect: kinds,
      psychological: kinds,
      physical: kinds,
      sexual: kinds,
    }),
  ),
  childIncidents: ruled(
    z.strictObject({
      parts: z.array(z.enum(['direct', 'neglect', 'partner-incidents-of-homes'])).min(1),
      homes: z.literal('slept-there-in-the-period'),
      nights: z.array(itemRef).min(1),
    }),
  ),
  witness: ruled(
    z.strictObject({ possible: z.literal('lived-there'), seenOrHeard: ids, shown: z.literal('both') }),
  ),
  control: ruled(
    z.strictObject({
      control: z.array(inBands).min(1),
      fear: z.array(inBands).min(1),
      both: z.literal('controlling'),
      actsWithout: z.literal('situational'),
      acts: ids,
      apart: z.array(z.enum(['women', 'men', 'parents-of-one-family'])),
    }),
  ),
});

const level = z.enum(problemLevels);
const help = z.strictObject({
  services: z
    .array(
      z.strictObject({
        id,
        title: words,
        specialised: z.boolean(),
        items: z.array(itemRef).min(1),
        source,
      }),
    )
    .min(1),
  used: ruled(z.strictObject({ from: z.int().positive(), runningFrom: z.int().positive() })),
  specialised: ruled(z.strictObject({ services: ids })),
  none: ruled(
    z.strictObject({
      waves: z.array(z.enum(['T1', 'T2'])).min(1),
      members: z.literal('all'),
      answered: z.literal('both-waves'),
    }),
  ),
  needs: ruled(z.array(z.strictObject({ need: id, when: z.array(inBands).min(1), services: ids })).min(1)),
  talkedWithChild: ruled(z.strictObject({ items: z.array(itemRef).min(1) })),
  caseManagers: ruled(z.strictObject({ items: z.array(itemRef).min(1) })),
});

const participation = z.strictObject({
  person: ruled(
    z.strictObject({
      completeShare: z.number().gt(0).max(1),
      complete: z.literal('core-outcome-sections-valid'),
      partial: z.literal('acts-sections-complete'),
      breakOff: z.literal('started'),
      acts: z.array(sectionRef).min(1),
    }),
  ),
  family: ruled(z.strictObject({ parents: z.int().positive(), atLeast: z.literal('partial') })),
  child: ruled(z.strictObject({ anyOf: z.array(z.enum(respondents)).min(1), atLeast: z.literal('partial') })),
  completeCase: ruled(z.strictObject({ waves: z.array(z.enum(waves)).min(1) })),
});

const comparisons = z.array(
  z.strictObject({
    id,
    title: words,
    figure: z
      .strictObject({ from: z.number().min(0), to: z.number().min(0), unit: z.enum(['percent', 'children']) })
      .nullable(),
    level,
    year: z.union([z.int().min(1990).max(2100), z.literal('not stated')], {
      error: 'a year, or "not stated"',
    }),
    age: z.string().min(1),
    definition: z.string().min(1),
    comparable: z.boolean(),
    items: z.array(itemRef),
    source,
  }),
);
const sources = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/), z.string().min(1));

export const outcomesSchema = z.strictObject({
  format: z.literal(1),
  state: words,
  sources,
  counting,
  scores: z.array(scoreSource).min(1),
  acts: z
    .array(z.strictObject({ id, kind: z.enum(actKinds), title: words, items: z.array(itemRef).min(1) }))
    .min(1),
  incidents,
  problems: z
    .array(
      z.strictObject({
        id,
        title: words,
        level,
        whenAny: z.array(inBands).min(1),
        rows: z.enum(['any', 'all']),
        informants: z.enum(['any', 'one']),
        source,
      }),
    )
    .min(1),
  problemStates: ruled(
    z.strictObject({
      yes: z.literal('any-score-in-band'),
      no: z.literal('every-score-outside'),
      notAsked: z.literal('left-out'),
      otherwise: z.literal('undetermined'),
    }),
  ),
  stacking: ruled(z.strictObject({ problems: ids })),
  help,
  participation,
  statistics: z
    .array(
      z.strictObject({
        id,
        title: words,
        level,
        method: z.enum(statisticMethods),
        of: ids,
        byDefault: z.boolean(),
        caveats: z.array(id),
        source,
      }),
    )
    .min(1),
  exactness: ruled(z.number().positive()),
  caveats: z.array(z.strictObject({ id, says: words, source })).min(1),
  comparisons,
  suppression: ruled(
    z.strictObject({ below: z.int().positive(), secondCell: z.boolean(), switchesFrozen: z.boolean() }),
  ),
  switches: z.array(
    z.strictObject({
      id,
      title: words,
      choices: z.array(z.string().min(1)).min(2),
      byDefault: z.string().min(1),
      source,
    }),
  ),
});
export type OutcomesSource = z.infer<typeof outcomesSchema>;

/** In the folder of an instrument that stays outside the repository. */
export const furtherOutcomesSchema = z.strictObject({
  format: z.literal(1),
  sources: sources.optional(),
  scores: z.array(scoreSource).min(1),
  comparisons: comparisons.optional(),
});
export type FurtherOutcomesSource = z.infer<typeof furtherOutcomesSchema>;
