/** The same journey against the mailbox that is shipped, without a port in between. */
import { afterEach, expect, it } from 'vitest';
import { sealTo } from '#crypto/age.ts';
import { toBase64, utf8 } from '#crypto/bytes.ts';
import { createInvite } from '#crypto/invite.ts';
import { signPayload } from '#crypto/signing.ts';
import { redeemInvite } from '#sync/redeemInvite.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import type { SyncDeps } from '#sync/syncDeps.ts';
import { addressOf, createFakeMailbox } from '../support/fakeMailbox.ts';
import { createTestDevice } from '../support/testDevice.ts';
import { createTestMailbox, type TestMailbox } from '../support/testMailbox.ts';
import { draft, sit, syncDeps, value, withGarden } from '../support/testSpace.ts';

let mailbox: TestMailbox | null = null;
afterEach(() => mailbox?.stop());

it('an invite is redeemed, a bundle is taken twice with one receipt, and the desk’s receipt lets it go', async () => {
  mailbox = await createTestMailbox();
  const { askDesk, study, root, receiptKey, deskKey } = mailbox;
  // The made-up one only makes an envelope and files here.
  const made = await createFakeMailbox();
  Object.assign(made, { study, root, receiptKey });
  made.publish({ study, serial: 2, receiptKeys: [receiptKey.publicKey], deskKeys: [deskKey.publicKey] });
  const { envelope } = await made.invite(withGarden);
  const manifest = signPayload('manifest', made.manifest, root.secretKey);
  const invite = await createInvite();
  const sealed = value(await sealTo([invite.secrets.envelopeRecipient], utf8(JSON.stringify(envelope))));

  const put = async (path: string, body: object | Buffer): Promise<void> => {
    const answer = await askDesk('PUT', path, body);
    expect(answer.statusCode, `${path} ${answer.body}`).toBeLessThan(300);
  };
  await put('study', { study, root: root.publicKey, demo: true });
  for (const [sha256, bytes] of made.files) await put(`files/${sha256}`, Buffer.from(bytes));
  await put('manifest', manifest);
  await put(`invites/${envelope.invite}`, {
    tokenHash: invite.secrets.tokenHash,
    envelope: toBase64(sealed),
    expires: '2026-06-29T00:00:00.000Z',
  });

  const at = createTestDevice();
  const deps: SyncDeps = { ...syncDeps(at, made), fetch: fetchFrom(mailbox) };
  const pending = value(await redeemInvite(invite.text, deps));
  const space = value(await pending.confirm(pending.code));
  const sitting = await sit(space);
  value(await sitting.append([draft('watered', 'yes')]));
  value(await sitting.bundle());

  let lost = 0;
  const losing: SyncDeps = {
    ...deps,
    fetch: async (input, init) => {
      const answer = await deps.fetch(input, init);
      if (init?.method === 'PUT' && lost++ === 0) throw new TypeError('Failed to fetch');
      return answer;
    },
  };
  expect((await sendOutbox(losing, true)).left).toBe(true);
  expect(await sendOutbox(losing, true)).toEqual({ left: false, retryAfterMs: null, manifests: true });
  const rows = value(await at.device.common.run((database) => database.outbox.toArray()));
  expect(rows).toMatchObject([
    { kind: 'bundle', state: 'sent', mailboxTime: mailbox.clock.at.toISOString() },
  ]);
  expect(await redeemInvite(invite.text, deps)).toEqual({ ok: false, error: { type: 'refused' } });

  const receipt = { v: 1, study, bundle: rows[0]?.id, time: mailbox.clock.at.toISOString() };
  await put('receipts', { receipts: [signPayload('desk-receipt', receipt, deskKey.secretKey)] });
  await sendOutbox(deps, false);
  expect(value(await at.device.common.run((database) => database.outbox.count()))).toBe(0);
});

const fetchFrom =
  ({ device }: TestMailbox): typeof fetch =>
  async (input, init) => {
    const url = addressOf(input);
    const method = init?.method === 'PUT' || init?.method === 'POST' ? init.method : 'GET';
    const answer = await device.inject({
      method,
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(init?.body instanceof Uint8Array ? { payload: Buffer.from(init.body) } : {}),
    });
    const headers = Object.entries(answer.headers).map(([name, held]): [string, string] => [
      name,
      String(held),
    ]);
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
