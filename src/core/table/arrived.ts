/**
 * What the table is made from: opened and verified events with what the desk knows about their arrival,
 * and the people who were invited. The desk fills these in; nothing here decides what counts.
 */
import type { About, Event } from '../event/event.ts';
import type { Envelope, Extent, RosterRow } from '../protocol/envelope.ts';

/** Why an event is kept and counted but not tabulated. */
export type QuarantineReason =
  | 'revoked'
  | 'bad-signature'
  | 'unknown-space'
  | 'broken-chain'
  | 'unreadable'
  | 'about-differs'
  | 'unknown-version'
  | 'unknown-place'
  | 'bad-value'
  /** A declared recode has no place for this answer of an earlier version. */
  | 'not-recoded';

export interface ArrivedEvent {
  readonly event: Event;
  /** Random id of the run it was sealed in: two devices with one copied profile differ here. */
  readonly run: string;
  /** Server time of the mailbox receipt of its bundle, ISO 8601 UTC. */
  readonly mailboxTime: string;
  /** SHA-256 of the bundle. */
  readonly bundle: string;
  readonly quarantine: QuarantineReason | null;
}

export interface ArrivedInterview {
  readonly interview: string;
  /** Public key of the space that signed, or any text that stands for the space. */
  readonly space: string;
  readonly invite: string;
  /** What the invite was made for; the interview's first event must say the same. */
  readonly about: About;
  readonly events: readonly ArrivedEvent[];
}

/** One person in one wave; gets a row whether or not anything arrived. */
export interface InvitedPerson {
  readonly family: string;
  readonly person: string;
  readonly wave: About['wave'];
  readonly role: Envelope['role'];
  readonly band: Envelope['band'];
  readonly firstWave: boolean;
  readonly language: string;
  readonly due: string;
  /** Last day of the wave's window that is not late. */
  readonly closes: string;
  /** Day of the first invite of this person and wave: no answer can be older. */
  readonly invited: string;
  /** Numbers the columns about rows: an order that lasts, whoever joins the family later. */
  readonly roster: readonly RosterRow[];
  /** Rows of it that earlier waves had and no envelope of this one: they keep their number and are asked about no more. */
  readonly former: readonly string[];
  readonly tasks: readonly InvitedTask[];
}

export interface InvitedTask {
  readonly questionnaire: string;
  readonly version: number;
  readonly subject: string;
  readonly periodFrom: string;
  readonly extent: Extent;
}
