import type { ReactNode } from 'react';
import styles from './Screen.module.css';
import { useHeadingFocus } from './useHeadingFocus.ts';

interface Props {
  /** Names this screen: focus goes to the heading when it changes. */
  readonly name: string;
  readonly title: string;
  readonly titleId?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly big?: boolean;
}

/** One screen with one heading: text, then what one can do. */
export function Screen({ name, title, titleId, children, actions, big = false }: Props) {
  const heading = useHeadingFocus(name);
  return (
    <main className={styles.screen} data-big={big || undefined}>
      <h1 ref={heading} id={titleId} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      <div className={styles.content}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </main>
  );
}
