import type { Page } from '#ui/layout/page.ts';
import { createShiftThrice } from './shiftThrice.ts';

export type Leaving = 'exit' | 'lock';

export interface GuardParts {
  readonly window: Window;
  readonly page: Pick<Page, 'conceal' | 'reveal'>;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  readonly idleMs: number;
  readonly isSpeaking: () => boolean;
  readonly leave: (how: Leaving) => void;
  /** True: the warning shows. */
  readonly onWarning: (shows: boolean) => void;
  /** Presses of Shift so far. */
  readonly onShift: (count: number) => void;
}

const warningMs = 30_000;
const hiddenMs = 30_000;
const tickMs = 1000;

export const idleLimitMs = (band: string): number => (band === 'child-8-11' ? 300_000 : 120_000);

/**
 * Watches over a space for as long as it is open: leaves on three times Shift, hides what shows as
 * soon as the page is not in front, locks when nothing happens. Returns how to stop.
 */
export function startGuard(parts: GuardParts): () => void {
  const { window, page, now } = parts;
  const { document } = window;
  const shift = createShiftThrice();
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true, passive: true } as const;
  let lastActive = now();
  let hiddenSince: number | null = null;
  let warned = false;

  const stop = (): void => {
    listening.abort();
    window.clearInterval(ticking);
  };
  const leave = (how: Leaving): void => {
    stop();
    parts.leave(how);
  };
  const warn = (shows: boolean): void => {
    if (warned === shows) return;
    warned = shows;
    parts.onWarning(shows);
  };
  const active = (): void => {
    lastActive = now();
    warn(false);
  };
  const hide = (): void => {
    hiddenSince ??= now();
    page.conceal();
  };
  const check = (): void => {
    if (parts.isSpeaking()) active();
    const idle = now() - lastActive;
    const hiddenLong = hiddenSince !== null && now() - hiddenSince >= hiddenMs;
    if (hiddenLong || idle >= parts.idleMs) leave('lock');
    else if (idle >= parts.idleMs - warningMs) warn(true);
  };
  const ticking = window.setInterval(check, tickMs);

  const on = (target: EventTarget, names: readonly string[], act: (event: Event) => void): void => {
    for (const name of names) target.addEventListener(name, act, options);
  };
  on(window, ['pointerdown', 'keydown', 'input'], active);
  // The warning moves focus itself, which is nobody's doing.
  on(window, ['focusin', 'scroll'], () => {
    if (!warned) active();
  });
  on(window, ['pointerdown'], () => shift.used());
  on(window, ['keydown'], (event) => {
    if (event instanceof KeyboardEvent) shift.down(event);
  });
  on(window, ['keyup'], (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Shift') return;
    const count = shift.up(event, now());
    if (count === 3) leave('exit');
    else parts.onShift(count);
  });
  on(document, ['visibilitychange'], () => {
    if (document.visibilityState === 'hidden') return hide();
    check();
    if (listening.signal.aborted) return;
    hiddenSince = null;
    page.reveal();
  });
  // The page is on its way out, or kept for "back": what comes back must be the cover.
  on(window, ['pagehide', 'pageshow'], (event) => {
    if (event.type === 'pagehide' || ('persisted' in event && event.persisted === true)) {
      page.conceal();
      leave('lock');
    }
  });
  on(document, ['freeze'], () => {
    page.conceal();
    leave('lock');
  });
  return stop;
}
