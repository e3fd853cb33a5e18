import type { ButtonHTMLAttributes } from 'react';
import styles from './Button.module.css';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type' | 'disabled'> {
  readonly kind?: 'main' | 'quiet' | 'plain';
  /** Says so and does nothing, but keeps its place in the tab order. */
  readonly busy?: boolean;
}

export function Button({ kind = 'main', busy = false, onClick, ...rest }: Props) {
  return (
    <button
      {...rest}
      type="button"
      className={styles[kind]}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    />
  );
}
