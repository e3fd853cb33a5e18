import { type ReactNode, useEffect, useState } from 'react';
import type { Band } from '#core/protocol/envelope.ts';
import { Demonstration } from '#ui/layout/Demonstration.tsx';
import type { Page } from '#ui/layout/page.ts';
import { useWords } from '#ui/words/useWords.ts';
import { AsideSlot } from './Aside.tsx';
import { addressing } from './addressing.ts';
import { idleLimitMs, type Leaving, startGuard } from './guard.ts';
import { IdleWarning } from './IdleWarning.tsx';
import styles from './SpaceFrame.module.css';

interface Props {
  readonly page: Pick<Page, 'conceal' | 'reveal'>;
  readonly band: Band;
  readonly demo: boolean;
  readonly leave: (how: Leaving) => void;
  readonly children: ReactNode;
}

/** Around every screen of a space: the exit first in the tab order, the guard, the warning. */
export function SpaceFrame({ page, band, demo, leave, children }: Props) {
  const { t } = useWords('space');
  const [warning, setWarning] = useState(false);
  const [shifts, setShifts] = useState(0);
  const [slot, setSlot] = useState<HTMLElement | null>(null);

  useEffect(
    () =>
      startGuard({
        window,
        page,
        now: () => performance.now(),
        idleMs: idleLimitMs(band),
        isSpeaking: () => 'speechSynthesis' in window && window.speechSynthesis.speaking,
        leave,
        onWarning: setWarning,
        onShift: setShifts,
      }),
    [page, band, leave],
  );

  return (
    <div className={styles.frame} translate="no">
      <header className={styles.bar}>
        <button type="button" className={styles.exit} onClick={() => leave('exit')}>
          {t('frame.exit', addressing(band))}
          <span className={styles.lights} aria-hidden="true">
            {[1, 2, 3].map((light) => (
              <span key={light} data-on={shifts >= light || undefined} />
            ))}
          </span>
        </button>
        <div ref={setSlot} className={styles.aside} />
        <p role="status" className={styles.spoken}>
          {shifts > 0 ? t('frame.shifts', { count: 3 - shifts, ...addressing(band) }) : ''}
        </p>
      </header>
      {demo && <Demonstration />}
      <div className={styles.room} inert={warning}>
        <AsideSlot value={slot}>{children}</AsideSlot>
      </div>
      {warning && <IdleWarning />}
    </div>
  );
}
