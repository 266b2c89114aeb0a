import { catalog } from "./catalog.js";
import { storyOf } from "./story.js";

process.stdout.write(JSON.stringify(catalog.map(storyOf)));
