// Made from the server's asks and answers by: python -m perceptible.lab.typescript > web/src/messages.ts

/** Ask what there is to look at. */
export interface HelloAsk {
  readonly kind: "hello";
}

/** A network that can be opened by its name. */
export interface Choice {
  readonly name: string;
  readonly summary: string;
}

/** The data and the networks. */
export interface Hello {
  readonly version: string;
  readonly first: string;
  readonly choices: readonly Choice[];
  readonly data_name: string;
  readonly data_source: string;
  readonly data_fingerprint: string;
  readonly class_names: readonly string[];
  readonly n_train: number;
  readonly n_test: number;
  readonly height: number;
  readonly width: number;
}

/** Show the network of this name. */
export interface OpenAsk {
  readonly kind: "open";
  readonly name: string;
}

/** A layer after the pixels, and where its dials begin in the row of all dials. */
export interface Layer {
  readonly name: string;
  readonly activation: string;
  readonly n_inputs: number;
  readonly n_neurons: number;
  readonly weights_at: number;
  readonly biases_at: number;
}

/** A network: its layers, and all its dials in one row, as `Parameters.to_vector` gives them. */
export interface ShownNetwork {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly layers: readonly Layer[];
  readonly cost: string;
  readonly n_parameters: number;
  readonly dials: Float32Array;
  readonly card: Readonly<Record<string, string>>;
}

/** Show a new random network; `hidden` are the sizes of its hidden layers, `for_training`: as `fit` draws it. */
export interface RandomAsk {
  readonly kind: "random";
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly output: string;
  readonly cost: string;
  readonly start: string;
  readonly seed: number;
  readonly for_training?: boolean;
}

/** Save the network as it is under this name. */
export interface KeepAsk {
  readonly kind: "keep";
  readonly name: string;
}

/** Ask how well the network reads as it is. */
export interface ScoreAsk {
  readonly kind: "score";
}

/** The test images' verdict on the network as it is, and as it was before anybody turned a dial. */
export interface Score {
  readonly revision: number;
  readonly n_images: number;
  readonly n_correct: number;
  readonly accuracy: number;
  readonly cost: number;
  readonly n_correct_before: number;
  readonly cost_before: number;
  readonly n_changed: number;
  readonly changed: readonly number[];
}

/** Turn the dials at these places to these values, and ask how well the network reads then. */
export interface TurnAsk {
  readonly kind: "turn";
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** Find images by digit, by answer, and in an order; `count` of them from number `start` on. */
export interface BrowseAsk {
  readonly kind: "browse";
  readonly split: "test" | "train";
  readonly label: number | null;
  readonly guess: number | null;
  readonly wrong: boolean;
  readonly order: "index" | "confident" | "unsure" | "cost";
  readonly start: number;
  readonly count: number;
}

/** Some of the images that were found, as bytes one behind the other, and what the network makes of each. */
export interface Browsed {
  readonly n_found: number;
  readonly indices: readonly number[];
  readonly labels: readonly number[];
  readonly guesses: readonly number[];
  readonly confidences: readonly number[];
  readonly costs: readonly number[];
  readonly pixels: Uint8Array;
}

/** Show one test image. */
export interface TestImageAsk {
  readonly kind: "test-image";
  readonly index: number;
}

/** A test image, with the numbers that the network reads. */
export interface TestImage {
  readonly index: number;
  readonly label: number;
  readonly guess: number;
  readonly pixels: Float32Array;
}

/** Move, turn, scale, thicken, invert an image and put noise on it, in this order. */
export interface TransformAsk {
  readonly kind: "transform";
  readonly pixels: readonly number[];
  readonly shift_right: number;
  readonly shift_down: number;
  readonly degrees: number;
  readonly scale: number;
  readonly thicken: number;
  readonly invert: boolean;
  readonly noise: number;
  readonly seed: number;
}

/** The pixels of an image: 0 black to 1 white ink, row by row. */
export interface Pixels {
  readonly pixels: Float32Array;
}

/** Write a neuron's weighted sum out: the largest terms in a line each, figures with so many decimals. */
export interface ContributionsAsk {
  readonly kind: "contributions";
  readonly pixels: readonly number[];
  readonly layer: number;
  readonly neuron: number;
  readonly n_terms: number;
  readonly decimals: number;
}

/** One line of a written-out sum; `indices` says which activations of the layer before it is about. */
export interface Line {
  readonly kind: "term" | "rest" | "bias";
  readonly indices: readonly number[];
  readonly value: number;
  readonly figure: string;
}

/** A weighted sum whose figures add up to that of z; the activation, and its slope there. */
export interface Breakdown {
  readonly lines: readonly Line[];
  readonly z: number;
  readonly z_figure: string;
  readonly n_silent: number;
  readonly a: number;
  readonly slope: number;
}

/** Find the test images that fire a neuron most and least. */
export interface ExtremesAsk {
  readonly kind: "extremes";
  readonly layer: number;
  readonly neuron: number;
  readonly count: number;
}

/** A test image, and the neuron's activation for it. */
export interface Extreme {
  readonly index: number;
  readonly label: number;
  readonly activation: number;
}

/** The test images that fire a neuron most and least, and how it answers to all of them; null: no such digit. */
export interface Extremes {
  readonly most: readonly Extreme[];
  readonly least: readonly Extreme[];
  readonly most_pixels: Uint8Array;
  readonly least_pixels: Uint8Array;
  readonly mean: number;
  readonly saturated: number;
  readonly by_label: readonly (number | null)[];
}

/** Ask which pixels are black in all training images. */
export interface NeverTrainedAsk {
  readonly kind: "never-trained";
}

/** Pixels that are 0 in all training images: their first-layer weights never got a gradient. */
export interface NeverTrained {
  readonly pixels: readonly number[];
}

/** Measure how long a layer takes for one image, by loops and as a product. */
export interface TimingAsk {
  readonly kind: "timing";
  readonly layer: number;
}

/** Milliseconds for the weighted sums of a layer, for one image. */
export interface Timing {
  readonly loops_ms: number;
  readonly matrix_ms: number;
}

/** Find the test images nearest to one, of its own digit and of others. */
export interface DistancesAsk {
  readonly kind: "distances";
  readonly index: number;
  readonly count: number;
}

/** A test image, and how far it lies away, pixel by pixel. */
export interface Neighbor {
  readonly index: number;
  readonly label: number;
  readonly distance: number;
}

/** The test images nearest to one: of its own digit, and of others. */
export interface Distances {
  readonly index: number;
  readonly label: number;
  readonly own: readonly Neighbor[];
  readonly other: readonly Neighbor[];
  readonly pixels: Uint8Array;
  readonly own_pixels: Uint8Array;
  readonly other_pixels: Uint8Array;
}

/** Find test images of a digit that lie nearer to another digit than to any other of their own. */
export interface MisleadingAsk {
  readonly kind: "misleading";
  readonly label: number;
  readonly count: number;
}

/** A test image, the nearest of another digit, and the nearest of its own, which lies farther away. */
export interface Pair {
  readonly index: number;
  readonly other: number;
  readonly other_label: number;
  readonly own: number;
  readonly distance: number;
  readonly own_distance: number;
}

/** Pairs, the most misleading first, and their images: for each pair three, in the order of its fields. */
export interface Misleading {
  readonly label: number;
  readonly pairs: readonly Pair[];
  readonly pixels: Uint8Array;
}

/** Ask how well rules, mean images, nearest neighbors and a single layer read the test images. */
export interface BaselinesAsk {
  readonly kind: "baselines";
}

/** How well something reads; measured on the first `n_images` test images. */
export interface Reading {
  readonly name: string;
  readonly summary: string;
  readonly n_parameters: number;
  readonly n_images: number;
  readonly n_correct: number;
  readonly accuracy: number;
}

/** What reads without hidden layers. */
export interface Baselines {
  readonly rows: readonly Reading[];
}

/** Ask which challenges there are. */
export interface ChallengesAsk {
  readonly kind: "challenges";
}

/** Something to try by hand. */
export interface Task {
  readonly name: string;
  readonly title: string;
  readonly task: string;
}

/** All challenges. */
export interface Challenges {
  readonly tasks: readonly Task[];
}

/** Ask how far the network of the page got with a challenge; `layer` and `neuron` are the selected ones. */
export interface ChallengeAsk {
  readonly kind: "challenge";
  readonly name: string;
  readonly layer: number;
  readonly neuron: number;
}

/** How far it got: a score from 0 to 1, a sentence that says why, and whether that is enough. */
export interface Challenge {
  readonly score: number;
  readonly sentence: string;
  readonly solved: boolean;
}

/** Train the network on, by gradient descent; all its dials are turned, and stay what they were in "before". */
export interface RetrainAsk {
  readonly kind: "retrain";
  readonly epochs: number;
  readonly learning_rate: number;
  readonly batch_size: number;
  readonly seed: number;
}

/** Ask which recipes there are, and which names settings know. */
export interface RecipesAsk {
  readonly kind: "recipes";
}

/** A recipe: the network that it starts from, and how it trains. */
export interface RecipeChoice {
  readonly name: string;
  readonly summary: string;
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly output: string;
  readonly cost: string;
  readonly start: string;
  readonly epochs: number;
  readonly batch_size: number;
  readonly learning_rate: number;
  readonly optimizer: string;
  readonly schedule: string;
  readonly augmentation: string;
}

/** All recipes, and the names to choose from. */
export interface Recipes {
  readonly recipes: readonly RecipeChoice[];
  readonly optimizers: readonly string[];
  readonly schedules: readonly string[];
  readonly augmentations: readonly string[];
}

/** Begin to train the network of the page as it is: by a recipe, but for what is given besides; it begins paused. */
export interface TrainStartAsk {
  readonly kind: "train-start";
  readonly recipe: string;
  readonly epochs: number;
  readonly batch_size: number;
  readonly learning_rate: number;
  readonly optimizer: string;
  readonly schedule: string;
  readonly augmentation: string;
  readonly n_train: number;
  readonly seed: number;
}

/** What was measured in and after an epoch; the training's figures while the network changed. */
export interface EpochFigures {
  readonly epoch: number;
  readonly step: number;
  readonly train_cost: number;
  readonly train_accuracy: number;
  readonly test_cost: number | null;
  readonly test_accuracy: number | null;
}

/** A training as it stands. */
export interface TrainFrame {
  readonly number: number;
  readonly status: "playing" | "paused" | "finished" | "diverged" | "none";
  readonly sentence: string;
  readonly step: number;
  readonly epoch: number;
  readonly position: number;
  readonly steps_per_epoch: number;
  readonly n_epochs: number;
  readonly batch_size: number;
  readonly learning_rate: number;
  readonly rate: number;
  readonly cost: number | null;
  readonly accuracy: number | null;
  readonly dials: Float32Array;
  readonly curve: Float32Array;
  readonly n_rows: number;
  readonly rows: readonly EpochFigures[];
  readonly moments: Float32Array;
  readonly example: number;
  readonly n_in_batch: number;
  readonly example_index: number;
  readonly example_label: number;
  readonly example_pixels: Float32Array;
}

/** A training that is ready, and the Python that does the same. */
export interface TrainStarted {
  readonly code: string;
  readonly n_train: number;
  readonly n_test: number;
  readonly frame: TrainFrame;
}

/** Play, pause, step or stop; `speed` is in steps a second, null is flat out. */
export interface TrainControlAsk {
  readonly kind: "train-control";
  readonly action: "play" | "pause" | "step-example" | "step-batch" | "step-epoch" | "more" | "stop";
  readonly speed: number | null;
  readonly n_rows: number;
}

/** Ask for the newest frame, as soon as there is one after number `since`, and for epochs from `n_rows` on. */
export interface TrainFrameAsk {
  readonly kind: "train-frame";
  readonly since: number;
  readonly n_rows: number;
}

/** Look at the moment at this step, or the one that was kept before it; the training pauses. */
export interface TrainMomentAsk {
  readonly kind: "train-moment";
  readonly step: number;
}

/** All dials at one step of the training, and what was known of it then. */
export interface TrainMoment {
  readonly step: number;
  readonly epoch: number;
  readonly newest_step: number;
  readonly dials: Float32Array;
}

/** Go on from the moment at this step, with this learning rate or, where it is null, the one there is. */
export interface TrainBranchAsk {
  readonly kind: "train-branch";
  readonly step: number;
  readonly learning_rate: number | null;
}

/** Ask what an image costs, given the digit that it should be read as. */
export interface CostTableAsk {
  readonly kind: "cost-table";
  readonly pixels: readonly number[];
  readonly label: number;
}

/** What an output adds to the cost: the output, what it should have been, and the square of the difference. */
export interface CostLine {
  readonly output: number;
  readonly target: number;
  readonly difference: number;
  readonly square: number;
}

/** A line for each output, the sum of the squares, and the network's own cost of the image. */
export interface CostTable {
  readonly lines: readonly CostLine[];
  readonly sum_of_squares: number;
  readonly cost_name: string;
  readonly cost: number;
}

/** Ask what images cost: all of one half of the data. */
export interface CostHistogramAsk {
  readonly kind: "cost-histogram";
  readonly split: "test" | "train";
}

/** The average cost, how many images cost how much, and those that cost most, with their images. */
export interface CostHistogram {
  readonly n_images: number;
  readonly mean: number;
  readonly median: number;
  readonly largest: number;
  readonly share_of_tail: number;
  readonly n_tail: number;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly indices: readonly number[];
  readonly labels: readonly number[];
  readonly guesses: readonly number[];
  readonly costs: readonly number[];
  readonly pixels: Uint8Array;
}

/** Ask which digits are taken for which. */
export interface ConfusionAsk {
  readonly kind: "confusion";
}

/** How many test images of each digit got each answer: row by row, a row for each digit, a column for each answer. */
export interface Confusion {
  readonly n_classes: number;
  readonly n_images: number;
  readonly n_correct: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  readonly recalls: readonly (number | null)[];
}

/** Pen strokes, x and y by turns, in pixels of the 28 x 28 field; prepared as MNIST was, or as drawn. */
export interface DrawnImage {
  readonly kind: "drawing";
  readonly strokes: readonly (readonly number[])[];
  readonly thickness: number;
  readonly prepared: boolean;
}

/** A test image. */
export interface NumberedImage {
  readonly kind: "test";
  readonly index: number;
}

/** Any image, pixel by pixel: 0 black to 1 white ink. */
export interface ListedImage {
  readonly kind: "pixels";
  readonly pixels: readonly number[];
}

/** Ask for the Python that computes what a panel shows; `browse` and others as the panel itself asked. */
export interface PythonAsk {
  readonly kind: "python";
  readonly panel: "answer" | "forward" | "neuron" | "contributions" | "weights" | "matrix" | "score" | "dials" | "browse" | "prepare" | "transform" | "extremes" | "never-trained" | "timing" | "challenge" | "digits" | "baselines" | "retrain";
  readonly image: DrawnImage | NumberedImage | ListedImage;
  readonly layer: number;
  readonly neuron: number;
  readonly n_terms?: number;
  readonly decimals?: number;
  readonly count?: number;
  readonly index?: number;
  readonly challenge?: string;
  readonly browse?: BrowseAsk | null;
  readonly transform?: TransformAsk | null;
  readonly retrain?: RetrainAsk | null;
}

/** A program that runs as it stands. */
export interface Code {
  readonly code: string;
}

export type Ask =
  HelloAsk |
  OpenAsk |
  RandomAsk |
  KeepAsk |
  ScoreAsk |
  TurnAsk |
  BrowseAsk |
  TestImageAsk |
  TransformAsk |
  ContributionsAsk |
  ExtremesAsk |
  NeverTrainedAsk |
  TimingAsk |
  DistancesAsk |
  MisleadingAsk |
  BaselinesAsk |
  ChallengesAsk |
  ChallengeAsk |
  RetrainAsk |
  RecipesAsk |
  TrainStartAsk |
  TrainControlAsk |
  TrainFrameAsk |
  TrainMomentAsk |
  TrainBranchAsk |
  CostTableAsk |
  CostHistogramAsk |
  ConfusionAsk |
  PythonAsk;

/** What answers an ask of each kind. */
export interface Answers {
  readonly "hello": Hello;
  readonly "open": ShownNetwork;
  readonly "random": ShownNetwork;
  readonly "keep": ShownNetwork;
  readonly "score": Score;
  readonly "turn": Score;
  readonly "browse": Browsed;
  readonly "test-image": TestImage;
  readonly "transform": Pixels;
  readonly "contributions": Breakdown;
  readonly "extremes": Extremes;
  readonly "never-trained": NeverTrained;
  readonly "timing": Timing;
  readonly "distances": Distances;
  readonly "misleading": Misleading;
  readonly "baselines": Baselines;
  readonly "challenges": Challenges;
  readonly "challenge": Challenge;
  readonly "retrain": ShownNetwork;
  readonly "recipes": Recipes;
  readonly "train-start": TrainStarted;
  readonly "train-control": TrainFrame;
  readonly "train-frame": TrainFrame;
  readonly "train-moment": TrainMoment;
  readonly "train-branch": TrainFrame;
  readonly "cost-table": CostTable;
  readonly "cost-histogram": CostHistogram;
  readonly "confusion": Confusion;
  readonly "python": Code;
}
