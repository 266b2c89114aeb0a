import type { Description, Suggestion } from "./service.js";

/** What the editor asks of the types: for suggestions, or for what is known of one of them. */
export interface Question {
  readonly id: number;
  readonly program: string;
  readonly at: number;
  readonly name: string | null;
}

/** The answer to the question of the same number. */
export interface Answer {
  readonly id: number;
  readonly suggestions: readonly Suggestion[];
  readonly description: Description | null;
}
