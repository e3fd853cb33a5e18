// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Leaving, startGuard } from '#participant/guard.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  hidden(false);
  vi.useRealTimers();
});

function hidden(now: boolean): void {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: now ? 'hidden' : 'visible',
  });
}

function watch(idleMs = 120_000) {
  const left: Leaving[] = [];
  const shown: string[] = [];
  const warnings: boolean[] = [];
  let speaking = false;
  const stop = startGuard({
    window,
    page: { conceal: () => shown.push('concealed'), reveal: () => shown.push('revealed') },
    now: () => Date.now(),
    idleMs,
    isSpeaking: () => speaking,
    leave: (how) => left.push(how),
    onWarning: (shows) => warnings.push(shows),
    onShift: () => undefined,
  });
  return {
    left,
    shown,
    warnings,
    stop,
    speak: (now: boolean) => {
      speaking = now;
    },
  };
}
const press = (key: string): void => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key }));
  window.dispatchEvent(new KeyboardEvent('keyup', { key }));
};
const hide = (now: boolean): void => {
  hidden(now);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('leaving by three times Shift', () => {
  it('works at the third press', () => {
    const { left, stop } = watch();
    press('Shift');
    press('Shift');
    expect(left).toEqual([]);
    press('Shift');
    expect(left).toEqual(['exit']);
    stop();
  });

  it('wants each press within five seconds of the one before', () => {
    const { left, stop } = watch();
    press('Shift');
    press('Shift');
    vi.advanceTimersByTime(5001);
    press('Shift');
    expect(left).toEqual([]);
    vi.advanceTimersByTime(4900);
    press('Shift');
    press('Shift');
    expect(left).toEqual(['exit']);
    stop();
  });

  it('does not count Shift that was held to type a capital or to click', () => {
    const { left, stop } = watch();
    press('Shift');
    press('Shift');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'A' }));
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
    press('Shift');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
    window.dispatchEvent(new Event('pointerdown'));
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
    press('Shift');
    press('Shift');
    expect(left).toEqual([]);
    stop();
  });

  it('is not what Escape does', () => {
    const { left, shown, stop } = watch();
    press('Escape');
    press('Escape');
    press('Escape');
    expect([...left, ...shown]).toEqual([]);
    stop();
  });
});

describe('when nothing happens', () => {
  it('warns at 90 seconds and locks at 120', () => {
    const { left, warnings } = watch();
    vi.advanceTimersByTime(89_000);
    expect(warnings).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(warnings).toEqual([true]);
    vi.advanceTimersByTime(29_000);
    expect(left).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(left).toEqual(['lock']);
  });

  it('takes one touch for staying', () => {
    const { left, warnings, stop } = watch();
    vi.advanceTimersByTime(100_000);
    window.dispatchEvent(new Event('pointerdown'));
    expect(warnings).toEqual([true, false]);
    vi.advanceTimersByTime(89_000);
    expect(left).toEqual([]);
    stop();
  });

  it('does not take the warning itself, which moves focus, for somebody', () => {
    const { left } = watch();
    vi.advanceTimersByTime(95_000);
    window.dispatchEvent(new Event('focusin'));
    vi.advanceTimersByTime(25_000);
    expect(left).toEqual(['lock']);
  });

  it('takes reading aloud for somebody', () => {
    const { left, warnings, speak, stop } = watch();
    speak(true);
    vi.advanceTimersByTime(600_000);
    expect([...left, ...warnings]).toEqual([]);
    speak(false);
    vi.advanceTimersByTime(120_000);
    expect(left).toEqual(['lock']);
    stop();
  });
});

describe('when the page is not in front', () => {
  it('shows nothing at once and everything again soon after', () => {
    const { left, shown, stop } = watch();
    hide(true);
    expect(shown).toEqual(['concealed']);
    vi.advanceTimersByTime(20_000);
    hide(false);
    expect(shown).toEqual(['concealed', 'revealed']);
    expect(left).toEqual([]);
    stop();
  });

  it('locks after 30 seconds', () => {
    const { left } = watch();
    hide(true);
    vi.advanceTimersByTime(30_000);
    expect(left).toEqual(['lock']);
  });

  it('locks on coming back when the browser had stopped all clocks', () => {
    const { left, shown } = watch();
    hide(true);
    vi.setSystemTime(Date.now() + 31_000);
    hide(false);
    expect(left).toEqual(['lock']);
    expect(shown).toEqual(['concealed']);
  });

  it.each(['pagehide', 'freeze'])('locks on %s', (name) => {
    const { left, shown } = watch();
    (name === 'freeze' ? document : window).dispatchEvent(new Event(name));
    expect(shown).toEqual(['concealed']);
    expect(left).toEqual(['lock']);
  });

  it('locks when the browser brings an old page back', () => {
    const { left } = watch();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(left).toEqual([]);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(left).toEqual(['lock']);
  });
});

describe('once stopped', () => {
  it('hears nothing more', () => {
    const { left, shown, stop } = watch();
    stop();
    press('Shift');
    press('Shift');
    press('Shift');
    hide(true);
    vi.advanceTimersByTime(200_000);
    expect([...left, ...shown]).toEqual([]);
  });
});
