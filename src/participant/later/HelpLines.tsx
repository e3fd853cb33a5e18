import styles from './HelpLines.module.css';
import type { Help } from './help.ts';

/** Sites are text, not links: a link would leave a trace of its own in the history. */
export function HelpLines({ help, headed }: { readonly help: Help; readonly headed: boolean }) {
  return (
    <section className={styles.help} aria-label={help.title}>
      {headed && <h2 className={styles.title}>{help.title}</h2>}
      <p>{help.intro}</p>
      <ul className={styles.entries}>
        {help.entries.map(({ id, name, about, shown, dial, site, emergency }) => (
          <li key={id} className={styles.entry} data-emergency={emergency || undefined}>
            <p className={styles.name}>{name}</p>
            <p>
              <a href={`tel:${dial}`} className={styles.number} rel="noreferrer">
                {shown}
              </a>
            </p>
            <p className={styles.about}>
              {about}
              {site !== null && ` ${site}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
