/**
 * The children of a family who are asked about in full. They are drawn once, in T0, by chance handed in; a
 * child who joins the family while T0 lasts takes a place that is still free, later nobody does.
 */
import type { RosterRow } from '../protocol/envelope.ts';
import { isOfAge, type OfferedTask } from './offeredTask.ts';

/** Whole number from 0 on, below the bound. */
export type Draw = (below: number) => number;

/** `drawn` in the order in which they were drawn: a task for fewer children takes the first of them. */
export function drawSample(
  drawn: readonly string[],
  offered: readonly OfferedTask[],
  children: readonly Pick<RosterRow, 'id' | 'birthMonth'>[],
  due: string,
  draw: Draw,
): readonly string[] {
  const sampled = offered.filter((task) => task.subject === 'child' && task.full !== undefined);
  const size = Math.max(0, ...sampled.map(({ full }) => full ?? 0));
  const left = children
    .filter((child) => sampled.some((task) => isOfAge(task, child.birthMonth, due, due)))
    .map(({ id }) => id)
    .filter((id) => !drawn.includes(id));
  const sample = [...drawn];
  while (sample.length < size && left.length > 0) sample.push(...left.splice(draw(left.length), 1));
  return sample;
}
