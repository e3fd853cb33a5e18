/** Where the demonstration keeps things: one dot folder, so that deleting it starts anew. */
import { join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '../..');

export interface DemoPaths {
  readonly home: string;
  readonly pack: string;
  readonly mailbox: string;
  readonly token: string;
  readonly desk: string;
  readonly families: string;
  readonly certificate: string;
  readonly certificateKey: string;
}

export const demoPaths = (
  home: string = join(project, '.adem'),
  pack: string = join(project, 'questionnaires'),
): DemoPaths => ({
  home,
  pack,
  mailbox: join(home, 'mailbox'),
  token: join(home, 'mailbox', 'desk-token'),
  desk: join(home, 'desk'),
  families: join(home, 'families.csv'),
  certificate: join(home, 'certificate.pem'),
  certificateKey: join(home, 'certificate-key.pem'),
});
