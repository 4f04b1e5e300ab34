"""The lesson in one page: a network that starts random and learns to read handwriting."""

import sys

import perceptible as pc

EPOCHS = int(sys.argv[1]) if len(sys.argv) > 1 else 30

# Pictures of digits with their labels: 784 pixels from 0 (black) to 1 (white), and a number from 0 to 9.
# Real handwriting (MNIST) where it can be had, else digits drawn by perceptible itself: the name says which.
digits = pc.load_data()
print(f"{digits.name}: {len(digits.train)} images to learn from, {len(digits.test)} to be tested on")

# A network is a function with dials: 784 numbers go in, 10 come out, and 13,002 dials decide which.
network = pc.Network.random((784, 16, 16, 10), activation="sigmoid", rng=0)
print(f"{network.n_parameters} weights and biases, all random")

# With random dials its answers are a mess: the brightest of ten outputs is right about one time in ten.
print(f"before: {pc.evaluate(network, digits.test).accuracy:.4f} of the test images right")

# A target is the answer that was wanted: ten numbers, 1 for the right digit and 0 for the others. The cost of an image
# adds up the squared differences between outputs and target; averaged over images it says how bad the network is.
# The gradient says, for each dial, how fast the cost grows when that dial is turned up.
inputs, targets = digits.train.inputs[:1000], digits.train.targets[:1000]
gradient = pc.gradient(network, inputs, targets)
print(f"cost {pc.cost(network, inputs, targets):.3f}, and a gradient of {gradient.n_parameters} numbers")

# So turning each dial a little the other way, the more the steeper its slope, lowers the cost.
downhill = network.parameters.map(lambda dial, slope: dial - 0.1 * slope, gradient)
print(f"cost after one small step downhill: {pc.cost(network.with_parameters(downhill), inputs, targets):.3f}")

# Training is that step again and again, each time with the next ten images: a mini-batch. When all images have had
# their turn, an epoch is over. The learning rate says how large a step is for a slope of 1.
settings = pc.Settings(epochs=EPOCHS, batch_size=10, learning_rate=1.5)
for event in pc.train(network, digits, settings, rng=0):
    if isinstance(event, pc.EpochDone):
        print(f"epoch {event.row.epoch:2d}: {event.row.test_accuracy:.4f} of the test images right")

# The last event holds the trained network. What it learned is judged by images that it has never seen.
result = pc.evaluate(event.network, digits.test)
print(f"after: {result.n_correct} of {result.n_images} test images right, cost {result.cost:.4f}")
