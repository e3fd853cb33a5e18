import { describe, expect, it } from 'vitest';
import { newSpaceKey } from '#crypto/code.ts';
import { withGates } from '#storage/gates.ts';
import { openSpace } from '#storage/openSpace.ts';
import { emptyState, openState, type SpaceState, sealPart } from '#storage/sealedState.ts';
import { createTestSpace, draft, sit, value } from '../support/testSpace.ts';

const given = { gate: 'consent', consent: 'visit', answer: 'given' } as const;
const refused = { ...given, answer: 'refused' } as const;
const seen = { gate: 'information-seen' } as const;
const at = (minute: number) => `2026-11-22T12:0${minute}:00.000Z`;

describe('gates of a task', () => {
  it('are a consent as last answered, with the time of that answer', () => {
    const first = withGates(emptyState, 'task', [given], at(0));
    expect(first.consents).toEqual({ task: { visit: { answer: 'given', wall: at(0) } } });
    expect(withGates(first, 'task', [given], at(1)).consents).toEqual(first.consents);
    expect(withGates(first, 'task', [refused], at(1)).consents).toEqual({
      task: { visit: { answer: 'refused', wall: at(1) } },
    });
    expect(withGates(first, 'task', [{ ...given, answer: null }], at(1)).consents).toEqual({ task: {} });
  });

  it('are the first time that information was seen', () => {
    const first = withGates(emptyState, 'task', [seen], at(0));
    expect(withGates(first, 'task', [seen], at(1)).seen).toEqual({ task: at(0) });
  });

  it('leave those of other tasks alone', () => {
    const one = withGates(emptyState, 'one', [seen, given], at(0));
    const both = withGates(one, 'other', [seen, refused], at(1));
    expect(both.seen).toEqual({ one: at(0), other: at(1) });
    expect(both.consents.one).toEqual(one.consents.one);
  });

  it('outlive a restart, with the time of the device', async () => {
    const { at: device, space, code } = await createTestSpace();
    const task = space.envelope.tasks[0]?.id ?? '';
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.setGates([seen, given]));
    const wall = space.gates.seen[task];
    expect(Math.abs(Date.parse(wall ?? '') - device.device.now().getTime())).toBeLessThan(60_000);
    const again = await openSpace(code, device.restart().device);
    expect(again?.gates.seen).toEqual({ [task]: wall });
    expect(again?.gates.consents).toEqual({ [task]: { visit: { answer: 'given', wall } } });
  });

  it('count from now when the clock was ahead as information was seen: else the hours might never pass', async () => {
    const { at: device, space, code } = await createTestSpace();
    const sitting = await sit(space);
    const now = device.clock.wall;
    device.clock.wall = new Date(now.getTime() + 400 * 86_400_000);
    value(await sitting.setGates([seen]));
    device.clock.wall = now;
    const after = device.restart().device;
    const again = await openSpace(code, after);
    expect(Object.values(again?.gates.seen ?? {})).toEqual([now.toISOString()]);
    again?.close();
    device.clock.wall = new Date(now.getTime() + 60_000);
    const kept = await openSpace(code, after);
    expect(Object.values(kept?.gates.seen ?? {})).toEqual([now.toISOString()]);
  });

  it('are set by nobody who has left', async () => {
    const { space } = await createTestSpace();
    const sitting = await sit(space);
    sitting.leave('lock');
    expect(await sitting.setGates([seen])).toEqual({ ok: false, error: { type: 'closed' } });
    expect(space.gates.seen).toEqual({});
  });
});

describe('what a space remembers', () => {
  it('reads what an earlier version wrote, without gates', async () => {
    const key = await newSpaceKey();
    const { seen: _seen, consents: _consents, ...earlier } = { ...emptyState, done: ['task'] };
    const row = await sealPart(key, 'space', 'state', earlier as SpaceState);
    expect(await openState(key, 'space', row.sealed)).toEqual({ ...emptyState, done: ['task'] });
  });

  it('has one size, however many gates are set', async () => {
    const key = await newSpaceKey();
    let state = emptyState;
    for (let task = 0; task < 12; task += 1) {
      const id = String(task).padStart(22, 't');
      const changes = [seen, ...['a', 'b', 'c'].map((consent) => ({ ...given, consent }))];
      state = withGates({ ...state, done: [...state.done, id] }, id, changes, at(0));
    }
    const [none, many] = await Promise.all(
      [emptyState, state].map(async (each) => (await sealPart(key, 'space', 'state', each)).sealed.length),
    );
    expect(many).toBe(none);
  });
});
