/**
 * The sandbox bank's 3-D Secure page: what a buyer meets between paying and having paid.
 *
 * The form carries a token that was made for this page and works once, so no other site can press the
 * button. Afterwards the buyer is sent back to the order.
 */
import { formatMoney, refuse } from "@largesse/protocol";
import type { Sandbox, SandboxPayment } from "@largesse/provider-kit";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { Door } from "../door.ts";
import { escapeHtml, htmlPage } from "./html.ts";
import { OneTimeForms } from "./one-time-forms.ts";
import { sendRefusal } from "./refusing.ts";

const Params = z.object({ payment: z.string().max(100) });
const Answer = z.object({ form: z.string().max(100), verdict: z.enum(["approve", "deny"]) });

export function bindSandboxPage(app: FastifyInstance, sandbox: Sandbox, door: Door): void {
  const forms = new OneTimeForms(() => door.clock.now());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: unknown, text: string) => Object.fromEntries(new URLSearchParams(text)),
  );

  app.get("/sandbox/3ds/:payment", async (request, reply) => {
    const payment = await find(sandbox, request.params);
    if (payment === null) return sendRefusal(reply, refuse("order_not_found"));
    if (payment.status !== "requires_action") return back(reply, payment);
    return sendPage(reply, challengePage(payment, forms.issue(payment.id)));
  });

  app.post("/sandbox/3ds/:payment", async (request, reply) => {
    const payment = await find(sandbox, request.params);
    if (payment === null) return sendRefusal(reply, refuse("order_not_found"));
    const answer = Answer.safeParse(request.body);
    if (!answer.success || !forms.redeem(answer.data.form, payment.id)) {
      // An old tab, or somebody else's page: ask again rather than decide.
      return reply.redirect(`/sandbox/3ds/${encodeURIComponent(payment.id)}`, 303);
    }
    return back(reply, (await sandbox.complete(payment.id, answer.data.verdict)) ?? payment);
  });
}

async function find(sandbox: Sandbox, params: unknown): Promise<SandboxPayment | null> {
  return sandbox.showPayment(Params.parse(params).payment);
}

function back(reply: FastifyReply, payment: SandboxPayment): FastifyReply {
  return reply.redirect(`/orders/${encodeURIComponent(payment.order)}`, 303);
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").header("Cache-Control", "no-store").send(html);
}

function challengePage(payment: SandboxPayment, form: string): string {
  const amount = escapeHtml(formatMoney(payment.money, "en"));
  return htmlPage(
    "Confirm your payment",
    `<main class="small"><div class="card">
<p class="soft">Sandbox bank</p>
<h1>Confirm your payment</h1>
<p>Your bank asks whether it is really you who pays. No money moves: this is a rehearsal.</p>
<dl>
<dt>Amount</dt><dd class="sum">${amount}</dd>
<dt>To</dt><dd>Largesse</dd>
<dt>Order</dt><dd><code>${escapeHtml(payment.order)}</code></dd>
</dl>
<form method="post">
<input type="hidden" name="form" value="${escapeHtml(form)}">
<button class="main" name="verdict" value="approve">Confirm payment of ${amount}</button>
<button name="verdict" value="deny">Do not pay</button>
</form>
</div></main>`,
  );
}
