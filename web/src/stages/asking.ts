// The views that ask what a network learned; they are fetched after the first ones.

import { KnockOutStage } from "./knockout.tsx";
import { MorphStage } from "./morph.tsx";
import { QuestionsStage } from "./questions.tsx";
import { ShiftStage } from "./shift.tsx";

export const STAGES = {
  questions: QuestionsStage,
  knockout: KnockOutStage,
  shift: ShiftStage,
  morph: MorphStage,
} as const;
