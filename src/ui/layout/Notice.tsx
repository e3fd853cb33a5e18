import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** Spoken at once: something to look at before going on. */
export function Notice({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <div id={id} role="alert" className={styles.notice}>
      {children}
    </div>
  );
}
