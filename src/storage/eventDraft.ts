/** An event as a screen hands it over; number, times and sitting are added where it is sealed. */
import type { SizeClass } from '#core/event/bundle.ts';
import type { Event } from '#core/event/event.ts';

type Added = 'v' | 'interview' | 'task' | 'sitting' | 'seq' | 'wall' | 'mono' | 'app' | 'about';
type Draft<E> = E extends unknown ? Omit<E, Added> : never;

export type EventDraft = Draft<Event> & {
  /** Plain bytes to pad to. */
  readonly bytes: number;
  /** Text for the slot; null leaves it empty. */
  readonly signal: string | null;
  readonly sizeClass: SizeClass;
};
