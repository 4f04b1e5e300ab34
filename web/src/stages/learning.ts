// The views of how a network learns; they are fetched after the first ones.

import { BackpropStage } from "./backprop.tsx";
import { DescentStage } from "./descent.tsx";
import { GradientStage } from "./gradient.tsx";
import { LandscapeStage } from "./landscape.tsx";
import { RaceStage } from "./race.tsx";
import { ScoreStage } from "./score.tsx";
import { TrainStage } from "./train.tsx";

export const STAGES = {
  train: TrainStage,
  score: ScoreStage,
  descent: DescentStage,
  landscape: LandscapeStage,
  gradient: GradientStage,
  backprop: BackpropStage,
  race: RaceStage,
} as const;
