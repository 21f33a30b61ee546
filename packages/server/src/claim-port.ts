/** Finds out early whether the port can be had: before a database is started for nothing. */
import { createServer } from "node:net";
import { StartupFault } from "./startup-fault.ts";

/** The port that is free: the one asked for, or any when asked for 0. */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (fault: NodeJS.ErrnoException) => reject(listenFault(fault, host, port)));
    probe.listen(port, host, () => {
      const address = probe.address();
      const found = typeof address === "object" && address !== null ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}

/** Why we cannot listen, in a sentence that says what to do. */
export function listenFault(fault: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (fault.code) {
    case "EADDRINUSE":
      return new StartupFault(
        `Port ${port} is taken: stop the program that uses it, or choose another with PORT=${port + 1}.`,
        fault,
      );
    case "EACCES":
      return new StartupFault(
        `Port ${port} may not be opened by this user: choose one above 1023, such as PORT=4400.`,
        fault,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartupFault(
        `This machine has no address ${host}: set HOST to one it has, such as HOST=127.0.0.1.`,
        fault,
      );
    default:
      return fault;
  }
}
