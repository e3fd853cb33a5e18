import { expect, it } from 'vitest';
import { stretchCode } from '#crypto/code.ts';
import { bundleLeftovers } from '#storage/bundleLeftovers.ts';
import { openSpace } from '#storage/openSpace.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import { createTestDevice } from '../support/testDevice.ts';
import { createTestSpace, draft, place, sit, value } from '../support/testSpace.ts';

it('an answer given off line after redeeming reaches the desk once, and the device keeps it until the desk says so', async () => {
  const { mailbox, at, deps, space, code } = await createTestSpace({
    at: createTestDevice({ stretch: stretchCode }),
  });
  const sitting = await sit(space);
  value(await sitting.openBlock({ ...place, left: 'open' }));
  value(await sitting.append([draft('watered', 'yes', { signal: 'dry' }), draft('weeded', 'no')]));
  sitting.leave('lock');
  space.close();
  await at.device.queue.idle();

  await sendOutbox(deps, true);
  expect(mailbox.confirmed).toHaveLength(1);
  expect(await at.device.common.run((database) => database.outbox.toArray())).toMatchObject({
    value: [{ kind: 'bundle', state: 'sent', mailboxTime: '2026-03-02T10:20:30.400Z' }],
  });

  const [bundle, ...more] = await mailbox.pull();
  expect(more).toEqual([]);
  expect(bundle?.size).toBe(32768);
  expect(bundle?.signals).toEqual(['dry', null]);
  expect(
    bundle?.events.map((event) => [event.seq, event.sitting, event.kind === 'answer' ? event.value : null]),
  ).toEqual([
    [0, 1, 'yes'],
    [1, 1, 'no'],
  ]);
  expect(bundle?.events[0]?.about).toMatchObject({ person: 'F01-P1', questionnaire: 'garden', version: 1 });

  await sendOutbox(deps, false);
  expect(await at.device.common.run((database) => database.outbox.count())).toEqual({ ok: true, value: 0 });

  const later = at.restart();
  value(await bundleLeftovers(later.device));
  expect(await openSpace('not it', later.device)).toBeNull();
  const again = await openSpace(code, later.device);
  expect(again?.interviewOf(space.envelope.tasks[0]?.id ?? '')).toEqual({
    interview: sitting.interview,
    progress: { ...place, left: 'open' },
  });
});
