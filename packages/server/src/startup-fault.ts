/** Why the house cannot start, in a sentence that says what to do. The process ends with code 1. */
export class StartupFault extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = "StartupFault";
  }
}
