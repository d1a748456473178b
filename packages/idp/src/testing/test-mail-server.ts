// A mail server on this machine, for tests: it takes every mail and keeps it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type TestMailServer = {
  readonly port: number;
  /** As they came in; the addresses sorted. */
  readonly mails: { to: string[]; content: string }[];
  stop(): Promise<void>;
};

export async function startMailServer(): Promise<TestMailServer> {
  const mails: TestMailServer['mails'] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      void text(stream).then((content) => {
        mails.push({ to: session.envelope.rcptTo.map((one) => one.address).sort(), content });
        callback();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  return { port, mails, stop: () => new Promise((resolve) => smtp.close(() => resolve())) };
}
