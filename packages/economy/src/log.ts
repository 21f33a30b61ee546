/** Where the economy tells what an operator should know; pino fits. Never a card, token or name. */
export interface Log {
  info(facts: object, says: string): void;
  warn(facts: object, says: string): void;
  error(facts: object, says: string): void;
}
