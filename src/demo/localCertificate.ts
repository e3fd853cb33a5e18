/**
 * HTTPS for the local network: browsers give a page on another computer neither a service worker nor
 * keys without it. Signed by nobody, so a phone warns once.
 */
import { chmod, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { generate } from 'selfsigned';
import type { DemoPaths } from './paths.ts';

/** IPv4 addresses of this computer that others on the network can use. */
export const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry.address);

const validDays = 30;
const dayMs = 86_400_000;

/** Made anew at each start: addresses change, and it holds for some weeks only. */
export async function writeCertificate(
  addresses: readonly string[],
  paths: DemoPaths,
  now: Date,
): Promise<void> {
  const made = await generate([{ name: 'commonName', value: 'Adem' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  await writeFile(paths.certificateKey, made.private, { mode: 0o600 });
  await chmod(paths.certificateKey, 0o600);
  await writeFile(paths.certificate, made.cert);
}
