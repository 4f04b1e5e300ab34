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

/** Ask which data there are to look at. */
export interface DatasetsAsk {
  readonly kind: "datasets";
}

/** A data set that can be asked for by its name; whether it lies here is found out when it is. */
export interface DataChoice {
  readonly name: string;
  readonly title: string;
}

/** What the page looks at, and what else there may be. */
export interface DataChoices {
  readonly now: string;
  readonly choices: readonly DataChoice[];
}

/** Look at other data from now on, and at the first network for them; nothing is downloaded. */
export interface UseDataAsk {
  readonly kind: "use-data";
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
  readonly shuffled: number;
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
  readonly chosen_rate: number;
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

/** Ask what the coming step is made of; the training pauses, and no step is made yet. */
export interface StepPartsAsk {
  readonly kind: "step-parts";
  readonly n_rows: number;
}

/** What an output adds to the cost: the output, what it should have been, and the square of the difference. */
export interface CostLine {
  readonly output: number;
  readonly target: number;
  readonly difference: number;
  readonly square: number;
}

/** What one image of the coming mini-batch and all of them together lead to. */
export interface StepParts {
  readonly frame: TrainFrame;
  readonly activations: Float32Array;
  readonly deltas: Float32Array;
  readonly lines: readonly CostLine[];
  readonly sum_of_squares: number;
  readonly cost_name: string;
  readonly cost: number;
  readonly mean_cost: number;
  readonly n_correct: number;
  readonly n_judged: number;
  readonly gradient: Float32Array;
  readonly norms: readonly number[];
  readonly norm: number;
  readonly is_averaged: boolean;
}

/** Make the step that was taken apart. */
export interface StepUpdateAsk {
  readonly kind: "step-update";
  readonly n_rows: number;
}

/** How far the step turned the dials. */
export interface StepUpdate {
  readonly frame: TrainFrame;
  readonly optimizer: string;
  readonly is_plain: boolean;
  readonly learning_rate: number;
  readonly norm: number;
  readonly length: number;
  readonly norms: readonly number[];
  readonly n_turned: number;
  readonly largest_at: number;
  readonly largest_name: string;
  readonly largest: number;
  readonly largest_before: number;
  readonly mean_before: number;
  readonly mean_after: number | null;
  readonly changes: Float32Array;
}

/** Ask what an image costs, given the digit that it should be read as. */
export interface CostTableAsk {
  readonly kind: "cost-table";
  readonly pixels: readonly number[];
  readonly label: number;
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

/** Ask which labels of the test images are in dispute. */
export interface DisputedAsk {
  readonly kind: "disputed";
}

/** The images that all of so many networks read alike and not as labeled; none where nobody measured these data. */
export interface Disputed {
  readonly n_networks: number;
  readonly recipe: string;
  readonly n_images: number;
  readonly lowest: number;
  readonly highest: number;
  readonly indices: readonly number[];
  readonly labels: readonly number[];
  readonly theirs: readonly number[];
  readonly guesses: readonly number[];
  readonly confidences: readonly number[];
  readonly pixels: Uint8Array;
}

/** Ask for the curve of a formula of x between two ends. */
export interface CurveAsk {
  readonly kind: "curve";
  readonly formula: string;
  readonly low: number;
  readonly high: number;
}

/** A stretch in which a formula has no value. */
export interface Gap {
  readonly low: number;
  readonly high: number;
}

/** A place where the slope is 0. */
export interface FlatPlace {
  readonly x: number;
  readonly until: number;
  readonly value: number;
  readonly kind: string;
  readonly written?: string;
}

/** Values and slopes at even distances, where the slope is 0, and where there is no value. */
export interface Curve {
  readonly formula: string;
  readonly low: number;
  readonly high: number;
  readonly problem: string;
  readonly values: Float32Array;
  readonly slopes: Float32Array;
  readonly gaps: readonly Gap[];
  readonly flat: readonly FlatPlace[];
  readonly written: readonly FlatPlace[] | null;
}

/** Ask for the surface of a formula of x and y, over a square about the origin. */
export interface SurfaceAsk {
  readonly kind: "surface";
  readonly formula: string;
  readonly reach: number;
}

/** Values on a table of places: row by row from the lowest y, each from the lowest x; NaN where there is none. */
export interface Surface {
  readonly formula: string;
  readonly reach: number;
  readonly problem: string;
  readonly n: number;
  readonly values: Float32Array;
  readonly n_undefined: number;
}

/** Ask where balls roll: one start for each, of one coordinate or two. */
export interface RollAsk {
  readonly kind: "roll";
  readonly formula: string;
  readonly starts: readonly (readonly number[])[];
  readonly learning_rate: number;
  readonly n_steps: number;
}

/** Where one ball went: `points` and `slopes` coordinate by coordinate, place by place; null beyond all numbers. */
export interface Ball {
  readonly points: readonly (number | null)[];
  readonly values: readonly (number | null)[];
  readonly slopes: readonly (number | null)[];
  readonly end: string;
}

/** The ways of all balls; `problem` says in a sentence why there are none. */
export interface Rolled {
  readonly formula: string;
  readonly learning_rate: number;
  readonly problem: string;
  readonly balls: readonly Ball[];
}

/** Ask for the cost along a dial of a hidden neuron, with its own activation and with steps. */
export interface StaircaseAsk {
  readonly kind: "staircase";
  readonly layer: number;
  readonly neuron: number;
  readonly source: number | null;
  readonly n_images: number;
  readonly learning_rate: number;
  readonly n_steps: number;
}

/** Both curves over the first test images, and where descent with this dial alone goes on each. */
export interface Staircase {
  readonly problem: string;
  readonly activation: string;
  readonly dial: number;
  readonly source: number;
  readonly n_images: number;
  readonly value: number;
  readonly places: readonly number[];
  readonly costs: readonly number[];
  readonly edges: readonly number[];
  readonly stairs: readonly number[];
  readonly ball_places: readonly number[];
  readonly ball_costs: readonly number[];
  readonly ball_slopes: readonly number[];
  readonly step_places: readonly number[];
  readonly step_costs: readonly number[];
  readonly step_slopes: readonly number[];
}

/** Ask for a line along a dial, or a plane; where no dial is given, along the steepest. */
export interface LandscapeAsk {
  readonly kind: "landscape";
  readonly of: "dial" | "gradient" | "random" | "path";
  readonly dial: number | null;
  readonly split: "test" | "train";
  readonly n_images: number;
  readonly seed: number;
}

/** A cut through the network as it was then. */
export interface Landscape {
  readonly number: number;
  readonly of: string;
  readonly dial: number;
  readonly value: number;
  readonly slope: number;
  readonly n_images: number;
  readonly cost: number | null;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly dials: Float32Array;
  readonly path: readonly number[];
  readonly path_steps: readonly number[];
  readonly share: number | null;
}

/** Ask for the cost at points of a cut: steps along its axes; `y` stays empty on a line. */
export interface LandscapeCostsAsk {
  readonly kind: "landscape-costs";
  readonly number: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The cost at the first of the points, as many as there was time for; null where it is no number. */
export interface LandscapeCosts {
  readonly number: number;
  readonly costs: readonly (number | null)[];
}

/** Ask how steep the cost is along a line, so many steps from its middle. */
export interface LandscapeSlopeAsk {
  readonly kind: "landscape-slope";
  readonly number: number;
  readonly x: number;
}

/** The gradient's component along a line, at `x`: cost per step; null where it is no number. */
export interface LandscapeSlope {
  readonly x: number;
  readonly slope: number | null;
}

/** Ask for the dials at a point of a plane, to go there. */
export interface LandscapeDialsAsk {
  readonly kind: "landscape-dials";
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

/** All dials at a point. */
export interface LandscapeDials {
  readonly dials: Float32Array;
}

/** Ask for the gradient over the first training images; each ask gets on by some thousands of them. */
export interface GradientAsk {
  readonly kind: "gradient";
  readonly n_images: number;
}

/** A dial of the ranked list; of the squared length `share` is its own, `sum_of_shares` all down to it. */
export interface SteepDial {
  readonly dial: number;
  readonly slope: number;
  readonly share: number;
  readonly sum_of_shares: number;
}

/** The weights or the biases of a layer: their share of the gradient's squared length, and their flat ones. */
export interface PartOfGradient {
  readonly layer: number;
  readonly is_bias: boolean;
  readonly n_dials: number;
  readonly n_zero: number;
  readonly share: number;
}

/** The gradient over the first `n_done` of `n_images` training images; ask again for more of them. */
export interface GradientSoFar {
  readonly n_done: number;
  readonly n_images: number;
  readonly cost: number;
  readonly length: number;
  readonly slopes: Float32Array;
  readonly ranks: Float32Array;
  readonly n_zero: number;
  readonly n_zero_black: number;
  readonly n_top: number;
  readonly share_of_top: number;
  readonly steepest: readonly SteepDial[];
  readonly parts: readonly PartOfGradient[];
}

/** Ask what a turn of one dial does to the cost, or (dial -1) a step of all of them down the gradient. */
export interface NudgeAsk {
  readonly kind: "nudge";
  readonly n_images: number;
  readonly dial: number;
  readonly step: number;
}

/** What the gradient predicts, and what was measured over the first `n_done` images; ask again for more of them. */
export interface NudgeSoFar {
  readonly n_done: number;
  readonly n_images: number;
  readonly slope: number;
  readonly before: number;
  readonly after: number;
  readonly predicted: number;
  readonly measured: number;
  readonly ratio: number | null;
}

/** Ask what an image's outputs and layers wish, given the class that it should be read as. */
export interface BackpropAsk {
  readonly kind: "backprop";
  readonly pixels: readonly number[];
  readonly label: number;
}

/** A layer on the way back: activations, how brighter each is wished, and dC/dz of each. */
export interface BackpropLayer {
  readonly activations: readonly number[];
  readonly wishes: readonly number[];
  readonly deltas: readonly number[];
}

/** One example's cost, what its outputs should be, and every layer after the image, the first hidden one first. */
export interface BackpropTold {
  readonly label: number;
  readonly cost_name: string;
  readonly cost: number;
  readonly targets: readonly number[];
  readonly layers: readonly BackpropLayer[];
}

/** Ask who wishes what of a hidden layer. */
export interface PassedBackAsk {
  readonly kind: "passed-back";
  readonly pixels: readonly number[];
  readonly label: number;
  readonly layer: number;
}

/** What each neuron above wishes of each neuron of a layer: row by row in `values`, a row for each above. */
export interface PassedBack {
  readonly label: number;
  readonly layer: number;
  readonly n_above: number;
  readonly n_neurons: number;
  readonly above: readonly number[];
  readonly neurons: readonly number[];
  readonly values: readonly number[];
  readonly rest: readonly number[];
  readonly sums: readonly number[];
}

/** Ask for the slopes of a neuron's dials, written out. */
export interface BackpropChainAsk {
  readonly kind: "backprop-chain";
  readonly pixels: readonly number[];
  readonly label: number;
  readonly layer: number;
  readonly neuron: number;
}

/** A factor of the neuron's dC/dz, by its name in the library. */
export interface ChainFactor {
  readonly name: string;
  readonly value: number;
}

/** What a neuron above adds to dC/da: the weight between them, times its dC/dz. */
export interface ChainTerm {
  readonly neuron: number;
  readonly weight: number;
  readonly delta: number;
  readonly product: number;
}

/** A neuron's dC/dz as factors, where its dC/da comes from, and dC/dw of each of its weights. */
export interface BackpropChain {
  readonly label: number;
  readonly layer: number;
  readonly neuron: number;
  readonly factors: readonly ChainFactor[];
  readonly delta: number;
  readonly above: readonly ChainTerm[];
  readonly pull: number | null;
  readonly before: readonly number[];
  readonly weights: readonly number[];
  readonly slopes: readonly number[];
  readonly bias_slope: number;
  readonly wishes_before: readonly number[];
}

/** Ask how some training images, one after the other, wish a neuron's dials turned. */
export interface TableAsk {
  readonly kind: "examples-table";
  readonly start: number;
  readonly count: number;
  readonly layer: number;
  readonly neuron: number;
}

/** A dial of the table: its place in the row of all, and the weight's other end; null for the bias. */
export interface TableDial {
  readonly index: number;
  readonly previous: number | null;
  readonly wishes: readonly number[];
  readonly average: number;
}

/** Some training images, and the neuron's bias and most wished weights, a row for each dial. */
export interface TableOfExamples {
  readonly start: number;
  readonly layer: number;
  readonly neuron: number;
  readonly n_train: number;
  readonly labels: readonly number[];
  readonly pixels: Uint8Array;
  readonly dials: readonly TableDial[];
}

/** Ask how far averages over few training images are from the gradient over all, and that for some dials. */
export interface ApartAsk {
  readonly kind: "examples-apart";
  readonly start: number;
  readonly count: number;
  readonly dials: readonly number[];
}

/** An average over the first so many images: the angle to the gradient over all, and its length beside it. */
export interface ApartRow {
  readonly n_images: number;
  readonly degrees: number;
  readonly times_as_long: number;
}

/** The same of the images in the table, of the first 1, 10, 100, ...; and how all wish the dials turned. */
export interface ApartFromWhole {
  readonly start: number;
  readonly n_train: number;
  readonly shown: ApartRow;
  readonly firsts: readonly ApartRow[];
  readonly dials: readonly number[];
  readonly wishes: readonly number[];
}

/** One runner: a network and how it trains. */
export interface RaceEntry {
  readonly name: string;
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly start: string;
  readonly optimizer: string;
  readonly learning_rate: number;
  readonly batch_size: number;
}

/** Begin a race; each runner trains from `n_seeds` seeds, `seed` and those after it. The race before ends. */
export interface RaceStartAsk {
  readonly kind: "race-start";
  readonly entries: readonly RaceEntry[];
  readonly cost: "squared-error" | "cross-entropy";
  readonly epochs: number;
  readonly n_train: number;
  readonly seed: number;
  readonly n_seeds: number;
}

/** One training: `tested` holds epoch, cost and accuracy on test images by turns; `running` the same in training. */
export interface LaneFrame {
  readonly seed: number;
  readonly epoch: number;
  readonly status: "running" | "done" | "diverged";
  readonly accuracy: number | null;
  readonly tested: Float32Array;
  readonly running: Float32Array;
}

/** One runner: median, lowest and highest accuracy over the seeds, where each has measured one; diverged is 0. */
export interface RunnerFrame {
  readonly name: string;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n_diverged: number;
  readonly lanes: readonly LaneFrame[];
}

/** A race as it stands; `ranking` holds places of runners, the best first, once all have measured something. */
export interface RaceFrame {
  readonly number: number;
  readonly status: "racing" | "finished" | "stopped" | "none";
  readonly seconds: number;
  readonly progress: number;
  readonly n_epochs: number;
  readonly seeds: readonly number[];
  readonly runners: readonly RunnerFrame[];
  readonly ranking: readonly number[];
  readonly margin: number;
  readonly is_clear: boolean;
}

/** Ask how the race stands, as soon as that is newer than number `since`. */
export interface RaceFrameAsk {
  readonly kind: "race-frame";
  readonly since: number;
}

/** Stop the race; what was reached stays. */
export interface RaceStopAsk {
  readonly kind: "race-stop";
}

/** Ask for the dials of a runner, from one of the seeds; both are counted from 0. */
export interface RaceNetworkAsk {
  readonly kind: "race-network";
  readonly runner: number;
  readonly place: number;
}

/** All dials of a runner, as they are. */
export interface RaceNetwork {
  readonly dials: Float32Array;
}

/** Go down with full batches, mini-batches of 100 and single examples; `rates` are theirs, in that order. */
export interface PathsAsk {
  readonly kind: "paths";
  readonly start: "fresh" | "own";
  readonly seed: number;
  readonly n_train: number;
  readonly epochs: number;
  readonly rates: readonly [number, number, number];
}

/** One way down, moment by moment; `points` on the plane, right and up by turns, once that is known. */
export interface PathFrame {
  readonly name: string;
  readonly batch_size: number;
  readonly learning_rate: number;
  readonly n_steps: number;
  readonly n_images: Float32Array;
  readonly seconds: Float32Array;
  readonly costs: Float32Array;
  readonly detour: number;
  readonly noise_start: number | null;
  readonly noise_end: number | null;
  readonly points: Float32Array;
  readonly share: number | null;
}

/** How far they are; `costs` over the plane row by row, no number where it is not measured. */
export interface PathsFrame {
  readonly number: number;
  readonly status: "working" | "finished" | "stopped" | "none";
  readonly sentence: string;
  readonly n_train: number;
  readonly epochs: number;
  readonly start_cost: number;
  readonly paths: readonly PathFrame[];
  readonly n_points: number;
  readonly across: Float32Array;
  readonly up: Float32Array;
  readonly costs: Float32Array;
  readonly n_measured: number;
  readonly share: number | null;
}

/** Ask how far they are, as soon as that is newer than number `since`. */
export interface PathsFrameAsk {
  readonly kind: "paths-frame";
  readonly since: number;
}

/** Stop; what was reached stays. */
export interface PathsStopAsk {
  readonly kind: "paths-stop";
}

/** Ask which questions there are. */
export interface QuestionsAsk {
  readonly kind: "questions";
}

/** A question, and what its quick answer takes; `command` gives the whole one. */
export interface Question {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly takes: string;
  readonly command: string;
}

/** All questions, in the order of the lesson. */
export interface Questions {
  readonly questions: readonly Question[];
}

/** Begin the quick experiment on a question, its seeds counted from this one; the one before ends. */
export interface QuestionStartAsk {
  readonly kind: "question-start";
  readonly name: string;
  readonly seed: number;
}

/** Numbers with names. */
export interface QuestionTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** How far the experiment is, and once it is done what came out; `figures` are the names of its figures. */
export interface QuestionCourse {
  readonly name: string;
  readonly number: number;
  readonly status: "none" | "running" | "done" | "stopped" | "failed";
  readonly sentence: string;
  readonly n_done: number;
  readonly n_pieces: number;
  readonly seconds: number;
  readonly seeds: readonly number[];
  readonly data: string;
  readonly findings: readonly string[];
  readonly tables: readonly QuestionTable[];
  readonly figures: readonly string[];
}

/** Stop the experiment after the piece under way. */
export interface QuestionStopAsk {
  readonly kind: "question-stop";
}

/** Ask how far the experiment is, as soon as that has changed since number `since`. */
export interface QuestionCourseAsk {
  readonly kind: "question-course";
  readonly since: number;
}

/** Ask for a figure of the experiment that is done. */
export interface QuestionFigureAsk {
  readonly kind: "question-figure";
  readonly figure: string;
  readonly theme: "light" | "dark";
}

/** A figure as the bytes of a PNG file, two points for each pixel, and its title. */
export interface QuestionFigure {
  readonly title: string;
  readonly png: Uint8Array;
}

/** Silence the neurons of a hidden layer, or the connections into a layer: `count` of them from number `start` on. */
export interface KnockOutAsk {
  readonly kind: "knock-out";
  readonly of: "neurons" | "connections";
  readonly layer: number;
  readonly hold: "zero" | "mean";
  readonly start: number;
  readonly count: number;
}

/** What is read without a part; `previous` is null for a neuron. `changes`: of the share read right, by class. */
export interface SilencedPart {
  readonly layer: number;
  readonly neuron: number;
  readonly previous: number | null;
  readonly n_correct: number;
  readonly cost: number;
  readonly changes: readonly number[];
}

/** Some of the parts, in the order of the network, and what the whole network reads. */
export interface KnockedOut {
  readonly n_parts: number;
  readonly n_images: number;
  readonly n_correct: number;
  readonly cost: number;
  readonly parts: readonly SilencedPart[];
}

/** Ask which changes of images there are. */
export interface SweepsAsk {
  readonly kind: "sweeps";
}

/** A change of images that grows: its amounts in rising order, and the one that changes nothing. */
export interface SweepPlan {
  readonly name: string;
  readonly unit: string;
  readonly summary: string;
  readonly neutral: number;
  readonly amounts: readonly number[];
}

/** The changes that make sense for these data, and how many test images there are. */
export interface Sweeps {
  readonly sweeps: readonly SweepPlan[];
  readonly n_images: number;
}

/** Ask what is still read of the first `n_images` test images when they are changed so much. */
export interface RobustnessAsk {
  readonly kind: "robustness";
  readonly sweep: string;
  readonly amount: number;
  readonly n_images: number;
}

/** How many were read right, and the mean of the brightest outputs. */
export interface ReadChanged {
  readonly sweep: string;
  readonly amount: number;
  readonly n_images: number;
  readonly n_correct: number;
  readonly confidence: number;
}

/** Ask for the way from an image to a test image: fading pixel by pixel, or moving the edges of the ink. */
export interface MorphAsk {
  readonly kind: "morph";
  readonly pixels: readonly number[];
  readonly index: number;
  readonly by: "pixels" | "shapes";
}

/** A place where the answer changes. */
export interface Turn {
  readonly share: number;
  readonly before: number;
  readonly after: number;
  readonly since: number;
  readonly confidence: number;
  readonly change: number;
  readonly contributions: readonly (readonly number[])[];
}

/** Images and outputs at `n_steps` + 1 even places of the way, one behind the other, and the flips in order. */
export interface Morphed {
  readonly label: number;
  readonly n_steps: number;
  readonly images: Float32Array;
  readonly outputs: Float32Array;
  readonly n_flips: number;
  readonly flips: readonly Turn[];
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
  readonly panel: "answer" | "forward" | "neuron" | "contributions" | "weights" | "matrix" | "score" | "dials" | "browse" | "prepare" | "transform" | "extremes" | "never-trained" | "timing" | "challenge" | "digits" | "baselines" | "retrain" | "rolling" | "staircase" | "race" | "paths" | "wishes" | "ways" | "passed" | "chain" | "examples" | "functions" | "gradient" | "ranked" | "nudge" | "slice" | "plane" | "knock-out" | "robustness" | "morph";
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
  readonly roll?: RollAsk | null;
  readonly staircase?: StaircaseAsk | null;
  readonly race?: RaceStartAsk | null;
  readonly paths?: PathsAsk | null;
  readonly label?: number;
  readonly previous?: number | null;
  readonly gradient?: GradientAsk | null;
  readonly nudge?: NudgeAsk | null;
  readonly landscape?: LandscapeAsk | null;
  readonly knock_out?: KnockOutAsk | null;
  readonly robustness?: RobustnessAsk | null;
  readonly morph?: MorphAsk | null;
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
  DatasetsAsk |
  UseDataAsk |
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
  StepPartsAsk |
  StepUpdateAsk |
  CostTableAsk |
  CostHistogramAsk |
  ConfusionAsk |
  DisputedAsk |
  CurveAsk |
  SurfaceAsk |
  RollAsk |
  StaircaseAsk |
  LandscapeAsk |
  LandscapeCostsAsk |
  LandscapeSlopeAsk |
  LandscapeDialsAsk |
  GradientAsk |
  NudgeAsk |
  BackpropAsk |
  PassedBackAsk |
  BackpropChainAsk |
  TableAsk |
  ApartAsk |
  RaceStartAsk |
  RaceFrameAsk |
  RaceStopAsk |
  RaceNetworkAsk |
  PathsAsk |
  PathsFrameAsk |
  PathsStopAsk |
  QuestionsAsk |
  QuestionStartAsk |
  QuestionStopAsk |
  QuestionCourseAsk |
  QuestionFigureAsk |
  KnockOutAsk |
  SweepsAsk |
  RobustnessAsk |
  MorphAsk |
  PythonAsk;

/** What answers an ask of each kind. */
export interface Answers {
  readonly "hello": Hello;
  readonly "open": ShownNetwork;
  readonly "random": ShownNetwork;
  readonly "keep": ShownNetwork;
  readonly "datasets": DataChoices;
  readonly "use-data": Hello;
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
  readonly "step-parts": StepParts;
  readonly "step-update": StepUpdate;
  readonly "cost-table": CostTable;
  readonly "cost-histogram": CostHistogram;
  readonly "confusion": Confusion;
  readonly "disputed": Disputed;
  readonly "curve": Curve;
  readonly "surface": Surface;
  readonly "roll": Rolled;
  readonly "staircase": Staircase;
  readonly "landscape": Landscape;
  readonly "landscape-costs": LandscapeCosts;
  readonly "landscape-slope": LandscapeSlope;
  readonly "landscape-dials": LandscapeDials;
  readonly "gradient": GradientSoFar;
  readonly "nudge": NudgeSoFar;
  readonly "backprop": BackpropTold;
  readonly "passed-back": PassedBack;
  readonly "backprop-chain": BackpropChain;
  readonly "examples-table": TableOfExamples;
  readonly "examples-apart": ApartFromWhole;
  readonly "race-start": RaceFrame;
  readonly "race-frame": RaceFrame;
  readonly "race-stop": RaceFrame;
  readonly "race-network": RaceNetwork;
  readonly "paths": PathsFrame;
  readonly "paths-frame": PathsFrame;
  readonly "paths-stop": PathsFrame;
  readonly "questions": Questions;
  readonly "question-start": QuestionCourse;
  readonly "question-stop": QuestionCourse;
  readonly "question-course": QuestionCourse;
  readonly "question-figure": QuestionFigure;
  readonly "knock-out": KnockedOut;
  readonly "sweeps": Sweeps;
  readonly "robustness": ReadChanged;
  readonly "morph": Morphed;
  readonly "python": Code;
}
