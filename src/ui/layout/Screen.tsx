import { createContext, type ReactNode, use } from 'react';
import styles from './Screen.module.css';
import { useHeadingFocus } from './useHeadingFocus.ts';

interface Props {
  /** Names this screen: focus goes to the heading when it changes. */
  readonly name: string;
  readonly title: string;
  /** Small, above the title and a part of it. */
  readonly stem?: string | undefined;
  readonly titleId?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly big?: boolean;
  /** As wide as there is room for. */
  readonly wide?: boolean;
}

/** What stands at the foot of every screen below, under its own actions. */
export const ScreenFoot = createContext<ReactNode>(null);

/** One screen with one heading: text, then what one can do, which stays in view where there is room for it. */
export function Screen({ name, title, stem, titleId, children, actions, big = false, wide = false }: Props) {
  const heading = useHeadingFocus(name);
  const foot = use(ScreenFoot);
  return (
    <main className={styles.screen} data-big={big || undefined} data-wide={wide || undefined}>
      <h1 ref={heading} id={titleId} tabIndex={-1} className={styles.title}>
        {stem !== undefined && (
          <>
            <span className={styles.stem}>{stem}</span>{' '}
          </>
        )}
        {title}
      </h1>
      <div className={styles.content}>{children}</div>
      <div className={styles.foot}>
        {actions}
        {foot}
      </div>
    </main>
  );
}
