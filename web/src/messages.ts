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

/** Show a new random network; `hidden` are the sizes of its hidden layers. */
export interface RandomAsk {
  readonly kind: "random";
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly output: string;
  readonly cost: string;
  readonly start: string;
  readonly seed: number;
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
  readonly "python": Code;
}
