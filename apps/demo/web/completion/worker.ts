import { declarations } from "virtual:declarations";
import type { Answer, Question } from "./messages.js";
import { typeService } from "./service.js";

const service = typeService(declarations);

self.onmessage = ({ data: { id, program, at, name } }: MessageEvent<Question>) => {
  const answer: Answer =
    name === null
      ? { id, suggestions: service.suggestions(program, at), description: null }
      : { id, suggestions: [], description: service.description(program, at, name) };
  self.postMessage(answer);
};
