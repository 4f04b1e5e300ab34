// The views that ask what a network learned; they are fetched after the first ones.

import { QuestionsStage } from "./questions.tsx";

export const STAGES = {
  questions: QuestionsStage,
} as const;
