/**
 * `POST /v1/webhooks/{provider}`: the bytes exactly as they came, because the signature is over them.
 * Whatever the provider must not repeat is answered 200; our own faults are 500, so that it does.
 */
import { isRefusal } from "@largesse/protocol";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Door } from "../door.ts";
import { sendRefusal } from "./refusing.ts";

const Params = z.object({ provider: z.string().max(100) });
/** Providers send whole objects with metadata; theirs are far below this. */
const WEBHOOK_BYTES_MAX = 256 * 1024;

export function bindWebhooks(app: FastifyInstance, door: Door): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer" },
    async (_request: unknown, bytes: Buffer) => bytes,
  );
  app.post("/v1/webhooks/:provider", { bodyLimit: WEBHOOK_BYTES_MAX }, async (request, reply) => {
    const { provider } = Params.parse(request.params);
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const taken = await door.economy.applyWebhook(provider, rawBody, request.headers);
    if (isRefusal(taken)) {
      door.metrics.refused(taken.refused);
      return sendRefusal(reply, taken);
    }
    return reply.header("Cache-Control", "no-store").send({ received: true });
  });
}
