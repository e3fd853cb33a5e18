/** Bands cover every score that can come out, each exactly once. */
import type { Bands } from '#core/scoring/scoreRule.ts';

export function checkBands(
  { validated, source, list }: Bands,
  range: { readonly low: number; readonly high: number },
  say: (cause: string, remedy: string) => void,
): void {
  if (validated && source.startsWith('own'))
    say('its bands are called validated, and their source is own', 'write "validated": false');
  const names = list.map(({ id }) => id);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
    say(`two bands are called "${name}"`, 'give each its own id');
  for (const [index, band] of list.entries()) {
    const next = list[index + 1];
    if (band.below !== undefined && band.below <= band.from)
      say(`the band "${band.id}" ends before it begins`, 'correct "from" or "below"');
    if (next === undefined) continue;
    if (band.below === undefined || next.from < band.below)
      say(
        `the bands "${band.id}" and "${next.id}" overlap`,
        `let "${next.id}" begin where "${band.id}" ends`,
      );
    else if (next.from > band.below)
      say(
        `no band holds a score from ${band.below} to ${next.from}`,
        `let "${next.id}" begin where "${band.id}" ends`,
      );
  }
  const first = list[0];
  const last = list.at(-1);
  if (first !== undefined && first.from > range.low)
    say(
      `no band holds a score from ${range.low} to ${first.from}`,
      `let "${first.id}" begin at ${range.low}`,
    );
  if (last?.below !== undefined)
    say(`no band holds a score of ${last.below} and more`, `take "below" out of "${last.id}"`);
  for (const { id, from } of list) {
    if (from > range.high)
      say(`no score reaches the band "${id}": the highest is ${range.high}`, 'correct "from" or take it out');
  }
}
