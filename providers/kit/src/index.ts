/** What a payment provider is to the house, and the sandbox one that is always there. */
export type {
  MethodFields,
  PaymentEvent,
  PaymentEventType,
  PaymentFailure,
  PaymentProvider,
  PaymentRequest,
  WebhookDelivery,
} from "./provider.ts";
export type { Sandbox, SandboxOptions, SandboxVerdict } from "./sandbox.ts";
export { createSandbox, SANDBOX_ID } from "./sandbox.ts";
export type { CardOutcome } from "./sandbox-cards.ts";
export { sandboxCards } from "./sandbox-cards.ts";
export type { SandboxPayment, SandboxStatus, SandboxStore } from "./sandbox-store.ts";
export type { WebhookHeaders } from "./signature.ts";
export { signWebhook, verifySignature, WEBHOOK_TOLERANCE_MS } from "./signature.ts";
