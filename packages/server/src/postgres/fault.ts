/** What went wrong while starting the database, in a sentence that says what to do. Thrown, logged once, at the edge. */
export class PostgresFault extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = "PostgresFault";
  }
}
