import { describe, expect, it } from 'vitest';
import { sendOutbox } from '#sync/sendOutbox.ts';
import { createFakeMailbox } from '../support/fakeMailbox.ts';
import { createTestSpace, draft, sit, value } from '../support/testSpace.ts';

describe('what of a space has not been sent', () => {
  it('is nothing before the first answer, whatever else is on its way', async () => {
    const { at, space } = await createTestSpace();
    const rows = value(await at.device.common.run((database) => database.outbox.toArray()));
    expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['confirm waiting']);
    expect(value(await space.unsent())).toBe(0);
  });

  it('is an interview as long as it has answers in no bundle, then each bundle until its receipt', async () => {
    const { at, deps, space } = await createTestSpace();
    const sitting = await sit(space);
    expect(value(await space.unsent())).toBe(0);
    value(await sitting.append([draft('watered', 'yes'), draft('weeded', 'no')]));
    expect(value(await space.unsent())).toBe(1);
    value(await sitting.bundle());
    expect(value(await space.unsent())).toBe(1);
    value(await sitting.append([draft('mowed', 'no')]));
    expect(value(await space.unsent())).toBe(2);
    sitting.leave('lock');
    await at.device.queue.idle();
    expect(value(await space.unsent())).toBe(2);
    await sendOutbox(deps, false);
    expect(value(await space.unsent())).toBe(0);
    const kept = value(await at.device.common.run((database) => database.outbox.toArray()));
    expect(kept.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['bundle sent', 'bundle sent']);
  });

  it('stays while there is no connection', async () => {
    const { mailbox, deps, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.bundle());
    mailbox.fault = () => 'no-network';
    await sendOutbox(deps, false);
    expect(value(await space.unsent())).toBe(1);
  });

  it('is of this space only', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    const sitting = await sit(second.space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.bundle());
    value(await sitting.append([draft('weeded', 'yes')]));
    expect(value(await first.space.unsent())).toBe(0);
    expect(value(await second.space.unsent())).toBe(2);
  });
});

describe('where leaving a space leads', () => {
  it('is the cover unless the study names an address', async () => {
    expect((await createTestSpace()).space.exit).toBeNull();
    const mailbox = await createFakeMailbox();
    mailbox.publish({ exit: 'https://weather.example/' });
    expect((await createTestSpace({ mailbox })).space.exit).toBe('https://weather.example/');
  });
});
