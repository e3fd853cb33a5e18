/** The day of an answer: the device's when it can be true, otherwise the mailbox's. */
import { dayOfTime } from '../schedule/plainDate.ts';
import type { InvitedPerson } from './arrived.ts';
import type { Pass } from './pass.ts';

export function dayOfPass(
  person: Pick<InvitedPerson, 'invited'>,
  pass: Pick<Pass, 'wall' | 'mailboxTime'>,
): { readonly day: string; readonly wrong: boolean } {
  const device = dayOfTime(pass.wall);
  const mailbox = dayOfTime(pass.mailboxTime);
  const wrong = device < person.invited || device > mailbox;
  return { day: wrong ? mailbox : device, wrong };
}
