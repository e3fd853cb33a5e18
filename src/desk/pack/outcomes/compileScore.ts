/** One authored score against the items it names: everything that would make its number mean nothing is refused. */
import type { Report } from '#core/questionnaire/problem.ts';
import type { Counting, ScoredItem, ScoreRule } from '#core/scoring/scoreRule.ts';
import { checkBands } from './checkBands.ts';
import type { ScoreSource } from './outcomesSource.ts';
import type { PackItems, PlacedItem } from './packItems.ts';
import { readingOf } from './readingOf.ts';

/** Null after its problems were reported, or when its questionnaire has problems of its own. */
export function compileScore(
  score: ScoreSource,
  pack: PackItems,
  counting: Counting,
  report: Report,
): ScoreRule | null {
  const at = `score ${score.id}`;
  const say = (cause: string, remedy: string): void => report(at, cause, remedy);
  checkMethod(score, say);
  checkEnough(score, say);
  checkNames(score, say);
  if (!pack.questionnaire(score.questionnaire, at)) return null;
  const items = score.items.flatMap((source) => {
    const ref = typeof source === 'string' ? { item: source } : source;
    const options = 'options' in ref ? ref.options : 'except' in ref ? ref.except : undefined;
    const placed = pack.item({ questionnaire: score.questionnaire, item: ref.item, options }, at);
    if (placed === null) return [];
    checkPlace(score, placed, say);
    const scored = readingOf(source, placed.item, score, counting, say);
    return scored === null ? [] : [scored];
  });
  if (items.length < score.items.length) return null;
  checkRanges(score, items, say);
  if (score.bands !== undefined) checkBands(score.bands, rangeOf(score, items, counting), say);
  return {
    id: score.id,
    title: score.title,
    questionnaire: score.questionnaire,
    per: score.per,
    method: score.method,
    items,
    atLeast: score.atLeast ?? 1,
    // That nothing at all happened is known only when every item is answered.
    least: score.missing?.least ?? { share: score.method === 'any' ? 1 : 0.8 },
    fill: score.missing?.fill ?? (score.method === 'sum' ? 'mean' : 'none'),
    enough: score.missing?.enough ?? null,
    leaveOut: score.leaveOut ?? [],
    bands: score.bands ?? null,
    source: score.source,
  };
}

type Say = (cause: string, remedy: string) => void;

function checkMethod({ method, atLeast, missing, items, reversed }: ScoreSource, say: Say): void {
  const counts = method === 'count' || method === 'any';
  if (method === 'count' && atLeast === undefined)
    say('a count needs the number from which an item counts', 'write "atLeast"');
  if (!counts && atLeast !== undefined)
    say(`"atLeast" means nothing to the method ${method}`, 'take it out or use count or any');
  if (missing?.fill === 'mean' && method !== 'sum' && method !== 'count')
    say(`the method ${method} does not fill in what is missing`, 'write "fill": "none" or take it out');
  if (missing !== undefined && 'number' in missing.least && missing.least.number > items.length)
    say(
      `${missing.least.number} valid answers are asked of ${items.length} items`,
      'ask for fewer or add items',
    );
  if (method === 'recency' && items.length !== 1)
    say('a recency is read from one item', 'write one score for each item');
  if ((method === 'rate' || method === 'recency') && reversed !== undefined)
    say(`the method ${method} reverses nothing`, 'take "reversed" out');
}

/** Only a last band that nothing missing could undo may be reached without the other answers. */
function checkEnough({ method, missing, bands }: ScoreSource, say: Say): void {
  const enough = missing?.enough;
  if (enough === undefined) return;
  const last = bands?.list.at(-1)?.from;
  if (method !== 'highest')
    say(`one answer is never enough for the method ${method}`, 'take "enough" out or use highest');
  else if (last === undefined)
    say(`${enough} is enough, and there are no bands`, 'add "bands" or take "enough" out');
  else if (last !== enough)
    say(`${enough} is enough, and the last band begins at ${last}`, `write "enough": ${last} or take it out`);
}

function checkNames({ items, reversed }: ScoreSource, say: Say): void {
  const names = items.map((item) => (typeof item === 'string' ? item : item.item));
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    const every = items.filter((item) => (typeof item === 'string' ? item : item.item) === name);
    if (every.some((item) => typeof item === 'string' || !('options' in item)))
      say(`the item "${name}" is named twice`, 'take it out once');
  }
  for (const name of reversed ?? []) {
    if (!names.includes(name))
      say(`it reverses "${name}", which it does not name`, 'add the item or correct the id');
  }
}

function checkPlace({ per }: ScoreSource, { item, section }: PlacedItem, say: Say): void {
  const place = section.repeat ?? 'subject';
  if (section.practice) say(`the item "${item.id}" is practice and is never tabulated`, 'name another item');
  else if (place !== per)
    say(
      `the item "${item.id}" is asked ${place === 'subject' ? 'once' : `per ${place}`}, the score is per ${per}`,
      `write "per": "${place}" or name another item`,
    );
}

/** Numbers of different ranges do not add up to anything. */
function checkRanges({ method }: ScoreSource, items: readonly ScoredItem[], say: Say): void {
  if (method === 'any' || method === 'count' || method === 'rate' || method === 'recency') return;
  const [first] = items;
  const other = items.find(({ low, high }) => low !== first?.low || high !== first.high);
  if (first !== undefined && other !== undefined)
    say(
      `"${first.item}" runs from ${first.low} to ${first.high} and "${other.item}" from ${other.low} to ${other.high}`,
      'name items with the same scale, or give them "numbers"',
    );
}

export interface Range {
  readonly low: number;
  readonly high: number;
}
function rangeOf({ method }: ScoreSource, items: readonly ScoredItem[], { cap }: Counting): Range {
  const lows = items.map(({ low }) => low);
  const highs = items.map(({ high }) => high);
  switch (method) {
    case 'sum':
      return {
        low: lows.reduce((sum, low) => sum + low, 0),
        high: highs.reduce((sum, high) => sum + high, 0),
      };
    case 'mean':
    case 'highest':
    case 'recency':
      return { low: Math.min(...lows), high: Math.max(...highs) };
    case 'count':
      return { low: 0, high: items.length };
    case 'any':
      return { low: 0, high: 1 };
    case 'rate':
      return { low: 0, high: items.length * cap.value };
  }
}
