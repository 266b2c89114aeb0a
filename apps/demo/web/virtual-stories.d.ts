declare module "virtual:stories" {
  import type { Story } from "../src/story.js";

  /** What the start page shows of a walkthrough, and how to get the rest. */
  export interface StoryEntry extends Pick<Story, "id" | "title" | "summary"> {
    load(): Promise<Story>;
  }
  export const stories: readonly StoryEntry[];
}
