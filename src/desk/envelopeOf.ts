/** The envelope of a planned invite: everything its space will ever know about person, wave and family. */
import type { Envelope } from '#core/protocol/envelope.ts';
import { personName } from './bundles/examine.ts';
import type { InvitePlan } from './planInvites.ts';

export interface EnvelopeFacts {
  readonly study: string;
  /** Fingerprint of the root. */
  readonly root: string;
  readonly leastManifest: number;
  readonly invite: string;
  readonly spaceIdentity: string;
  readonly unattended: boolean;
}

export function envelopeOf(plan: InvitePlan, facts: EnvelopeFacts): Envelope {
  const { family, person, wave } = plan;
  return {
    v: 1,
    ...facts,
    role: person.role,
    band: wave.band,
    person: personName({ family: family.family, person: person.person }),
    birthMonth: person.birthMonth,
    sex: person.sex,
    wave: wave.wave,
    firstWave: wave.firstWave,
    due: wave.due,
    windowOpens: wave.opens,
    windowEnds: wave.windowEnds,
    language: person.language,
    tasks: [...plan.tasks],
    roster: [...plan.roster],
    files: [...plan.files],
  };
}
