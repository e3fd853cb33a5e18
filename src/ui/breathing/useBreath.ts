import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Breath, breathAt } from './breathAt.ts';
import type { BreathKind, Programme } from './programme.ts';

export interface BreathView {
  readonly kind: BreathKind;
  readonly secondsLeft: number;
  readonly done: boolean;
}

/**
 * Runs a programme. Movement goes straight to CSS variables of the drawing, so that React draws
 * only when a word or a number changes. Without motion the drawing takes the end of each phase.
 */
export function useBreath(
  programme: Programme,
  running: boolean,
  still: boolean,
): { readonly drawing: RefObject<HTMLDivElement | null>; readonly view: BreathView } {
  const drawing = useRef<HTMLDivElement>(null);
  const elapsed = useRef(0);
  const [view, setView] = useState<BreathView>(() => viewOf(breathAt(programme, 0)));

  useEffect(() => {
    if (!running) return;
    const begun = performance.now() - elapsed.current;
    let handle = 0;
    const step = (): boolean => {
      elapsed.current = performance.now() - begun;
      const breath = breathAt(programme, elapsed.current);
      paint(drawing.current, still ? settled(breath) : breath);
      setView((before) => (same(before, viewOf(breath)) ? before : viewOf(breath)));
      return !breath.done;
    };
    if (still) {
      step();
      const timer = setInterval(() => {
        if (!step()) clearInterval(timer);
      }, 250);
      return () => clearInterval(timer);
    }
    const frame = (): void => {
      if (step()) handle = requestAnimationFrame(frame);
    };
    frame();
    return () => cancelAnimationFrame(handle);
  }, [programme, running, still]);

  return { drawing, view };
}

function paint(element: HTMLElement | null, { fullness, cycle }: Pick<Breath, 'fullness' | 'cycle'>): void {
  element?.style.setProperty('--breath', fullness.toFixed(4));
  element?.style.setProperty('--cycle', cycle.toFixed(4));
}

const settled = ({ phase }: Breath): { fullness: number; cycle: number } => ({
  fullness: phase.kind === 'in' || phase.kind === 'hold' ? 1 : 0.35,
  cycle: 0,
});

const viewOf = ({ phase, secondsLeft, done }: Breath): BreathView => ({
  kind: phase.kind,
  secondsLeft,
  done,
});
const same = (a: BreathView, b: BreathView): boolean =>
  a.kind === b.kind && a.secondsLeft === b.secondsLeft && a.done === b.done;
