// The stage in the middle: one view at a time.

import { BackpropStage } from "../stages/backprop.tsx";
import { ChallengesStage } from "../stages/challenges.tsx";
import { DescentStage } from "../stages/descent.tsx";
import { DialsStage } from "../stages/dials.tsx";
import { DigitsStage } from "../stages/digits.tsx";
import { GradientStage } from "../stages/gradient.tsx";
import { LandscapeStage } from "../stages/landscape.tsx";
import { MatrixStage } from "../stages/matrix.tsx";
import { NetworkStage } from "../stages/network.tsx";
import { RaceStage } from "../stages/race.tsx";
import { ScoreStage } from "../stages/score.tsx";
import { TrainStage } from "../stages/train.tsx";
import { stage } from "../store.ts";

const STAGES = {
  network: NetworkStage,
  dials: DialsStage,
  matrix: MatrixStage,
  digits: DigitsStage,
  challenges: ChallengesStage,
  train: TrainStage,
  score: ScoreStage,
  descent: DescentStage,
  landscape: LandscapeStage,
  gradient: GradientStage,
  backprop: BackpropStage,
  race: RaceStage,
} as const;

export function StageView() {
  const Shown = STAGES[stage.value];
  return <div class="stage" id="stage" role="tabpanel" aria-labelledby={`tab-${stage.value}`}><Shown /></div>;
}
