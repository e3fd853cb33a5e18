import type { OfferedOption } from '#core/questionnaire/offered.ts';

/** An exclusive option ("none of these") stands alone; the order is that in which they are offered. */
export function toggleOption(
  options: readonly OfferedOption[],
  selected: readonly string[],
  id: string,
): readonly string[] {
  if (selected.includes(id)) return selected.filter((other) => other !== id);
  const exclusive = (other: string): boolean =>
    options.some((option) => option.id === other && option.exclusive);
  const kept = exclusive(id) ? [] : selected.filter((other) => !exclusive(other));
  return options.map((option) => option.id).filter((other) => other === id || kept.includes(other));
}
