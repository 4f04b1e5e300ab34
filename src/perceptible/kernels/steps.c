/* Training steps of small fully connected networks, visiting only the lit inputs.

   Nothing here but arithmetic: no allocation, no input or output, no global state. Everything is float32.

   Layout. Layer l is one matrix of (n_before + 1) rows and `width` columns: row i holds the weights from input i to
   every neuron, the last row the biases. `width` is the number of neurons, rounded up to whole vectors; the columns
   beyond the last neuron are 0 and stay 0. So one loop serves everything: add a multiple of a row to a row.  */

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LANES 16
#define MAX_LAYERS 16

typedef float vec __attribute__((vector_size(4 * LANES), aligned(64)));
typedef int32_t ivec __attribute__((vector_size(4 * LANES), aligned(64)));

#define INLINE static inline __attribute__((always_inline))

/* The instruction set is chosen when the library is loaded, not when it is built. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__linux__) && !defined(NO_CLONES)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define CLONED 1
#else
#define CLONES
#define CLONED 0
#endif

enum { IDENTITY, SIGMOID, TANH, RELU, SOFTMAX };
enum { SQUARED_ERROR, CROSS_ENTROPY };
enum { DESCENT, MOMENTUM, NESTEROV, ADAM, ADAMW };

typedef struct {
    int32_t n_layers;
    int32_t sizes[MAX_LAYERS + 1];     /* neurons by layer, the inputs first */
    int32_t widths[MAX_LAYERS + 1];    /* the same rounded up to LANES; widths[0] is not used */
    int32_t activations[MAX_LAYERS];
    int32_t cost;
    int32_t optimizer;
    float momentum, momentum_rest, second_momentum, second_rest; /* rest: 1 - momentum, rounded once */
    float epsilon, decay, average;
} Network;

typedef struct {
    const int64_t *starts;             /* lit inputs of image i: places starts[i] to starts[i + 1] */
    const uint16_t *positions;
    const uint8_t *bytes;              /* lit inputs times 255, or NULL and then: */
    const float *values;
    const int32_t *labels;
} Images;

/* ---- one vector ------------------------------------------------------------------------------------------------ */

INLINE vec all(float x) { return x - (vec){0}; }

/* Each lane of `yes` where the lane of `test` is true (all bits set), else of `no`. */
INLINE vec choose(ivec test, vec yes, vec no) { return (vec)((test & (ivec)yes) | (~test & (ivec)no)); }

INLINE vec exp_of(vec x) {
    x = choose(x < -87.0f, all(-87.0f), x); /* NaN stays NaN: it is neither below nor above */
    x = choose(x > 88.0f, all(88.0f), x);
    const vec magic = all(12582912.0f); /* 1.5 * 2^23: adding it rounds to whole numbers */
    vec n = (x * 1.44269504f + magic) - magic;
    vec r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f; /* ln 2 in two parts, so that r is exact */
    vec p = all(1.9875691500e-4f); /* minimax polynomial of e^r on [-ln 2 / 2, ln 2 / 2] */
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    ivec power = (__builtin_convertvector(n, ivec) + 127) << 23;
    return p * (vec)power;
}

INLINE vec activate(int kind, vec z) {
    if (kind == SIGMOID) return 1.0f / (1.0f + exp_of(-z));
    if (kind == TANH) return 1.0f - 2.0f / (1.0f + exp_of(2.0f * z));
    if (kind == RELU) return choose(z <= 0.0f, all(0.0f), z);
    return z;
}

INLINE vec slope(int kind, vec z, vec a) {
    if (kind == SIGMOID) return a * (1.0f - a);
    if (kind == TANH) return 1.0f - a * a;
    if (kind == RELU) return choose(z > 0.0f, all(1.0f), all(0.0f));
    return all(1.0f);
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

/* sum[0..width) += sum over k of values[k] * matrix[positions[k]]; without positions, of the first n rows.
   Several sums grow side by side, since a multiply-add takes longer than the next one has to wait to start. */
INLINE void add_rows_of(int blocks, float *sum, const float *matrix, int width, const uint16_t *positions,
                        const float *values, int n) {
    const int at_once = blocks >= 4 ? 1 : 4 / blocks;
    vec total[4][8];
    for (int r = 0; r < at_once; r++)
        for (int b = 0; b < blocks; b++) total[r][b] = r ? all(0.0f) : ((vec *)sum)[b];
    int k = 0;
    for (; k + at_once <= n; k += at_once)
        for (int r = 0; r < at_once; r++) {
            const vec *row = (const vec *)(matrix + (size_t)(positions ? positions[k + r] : k + r) * width);
            for (int b = 0; b < blocks; b++) total[r][b] += values[k + r] * row[b];
        }
    for (; k < n; k++) {
        const vec *row = (const vec *)(matrix + (size_t)(positions ? positions[k] : k) * width);
        for (int b = 0; b < blocks; b++) total[0][b] += values[k] * row[b];
    }
    for (int r = 1; r < at_once; r++)
        for (int b = 0; b < blocks; b++) total[0][b] += total[r][b];
    for (int b = 0; b < blocks; b++) ((vec *)sum)[b] = total[0][b];
}

/* matrix[positions[k]] += values[k] * row * factor; the positions differ, so that several rows can be under way. */
INLINE void add_rows_to(int blocks, float *matrix, int width, const uint16_t *positions, const float *values, int n,
                        const float *row, float factor) {
    const int at_once = blocks >= 4 ? 1 : 4 / blocks;
    vec scaled[8], sum[4][8];
    for (int b = 0; b < blocks; b++) scaled[b] = ((const vec *)row)[b] * factor;
    int k = 0;
    for (; k + at_once <= n; k += at_once) {
        vec *to[4];
        for (int r = 0; r < at_once; r++) to[r] = (vec *)(matrix + (size_t)(positions ? positions[k + r] : k + r) * width);
        for (int r = 0; r < at_once; r++)
            for (int b = 0; b < blocks; b++) sum[r][b] = to[r][b] + values[k + r] * scaled[b];
        for (int r = 0; r < at_once; r++)
            for (int b = 0; b < blocks; b++) to[r][b] = sum[r][b];
    }
    for (; k < n; k++) {
        vec *to = (vec *)(matrix + (size_t)(positions ? positions[k] : k) * width);
        for (int b = 0; b < blocks; b++) to[b] += values[k] * scaled[b];
    }
}

/* Inside each call the number of vectors is a constant, so that sums stay in registers; in narrow matrices, which
   are the common case, so is the width. */
#define BY_BLOCKS(width, CALL)                                                                   \
    do {                                                                                         \
        int column = 0;                                                                          \
        if ((width) == LANES) { CALL(1, LANES); break; }                                         \
        for (; column + 8 * LANES <= (width); column += 8 * LANES) CALL(8, width);               \
        for (; column + 4 * LANES <= (width); column += 4 * LANES) CALL(4, width);               \
        for (; column + LANES <= (width); column += LANES) CALL(1, width);                       \
    } while (0)

INLINE void gather(float *sum, const float *matrix, int width, const uint16_t *positions, const float *values, int n) {
#define CALL(blocks, width) add_rows_of(blocks, sum + column, matrix + column, width, positions, values, n)
    BY_BLOCKS(width, CALL);
#undef CALL
}

INLINE void scatter(float *matrix, int width, const uint16_t *positions, const float *values, int n, const float *row,
                    float factor) {
#define CALL(blocks, width) add_rows_to(blocks, matrix + column, width, positions, values, n, row + column, factor)
    BY_BLOCKS(width, CALL);
#undef CALL
}

/* ---- one image ------------------------------------------------------------------------------------------------- */

INLINE float total_of(vec v) {
    float sum = 0;
    for (int i = 0; i < LANES; i++) sum += v[i];
    return sum;
}

INLINE ivec lane_numbers(int column) {
    ivec lanes;
    for (int i = 0; i < LANES; i++) lanes[i] = column + i;
    return lanes;
}

/* Turn z into shares in place; return the logarithm of the sum of e^z. */
INLINE float softmax(const float *z, float *a, int n, int width) {
    float top = z[0], sum = 0;
    for (int j = 1; j < n; j++) top = z[j] > top ? z[j] : top;
    for (int c = 0; c < width; c += LANES) {
        vec power = exp_of(*(const vec *)(z + c) - top);
        *(vec *)(a + c) = choose(lane_numbers(c) < n, power, all(0.0f));
        sum += total_of(*(vec *)(a + c));
    }
    for (int c = 0; c < width; c += LANES) *(vec *)(a + c) /= sum;
    return top + logf(sum);
}

INLINE void forward_layer(int kind, const float *z, float *a, int width) {
    for (int c = 0; c < width; c += LANES) *(vec *)(a + c) = activate(kind, *(const vec *)(z + c));
}

/* Compare the outputs with the label: write dC/dz to delta, return the cost. */
INLINE float judge(const Network *net, const float *z, float *a, float *delta, int label) {
    const int last = net->n_layers, n = net->sizes[last], width = net->widths[last];
    const int kind = net->activations[last - 1];
    float cost = 0, log_total = 0;
    if (kind == SOFTMAX) log_total = softmax(z, a, n, width);
    else forward_layer(kind, z, a, width);
    if (net->cost == CROSS_ENTROPY && kind == SOFTMAX && label >= 0) cost = log_total - z[label];
    if (net->cost == CROSS_ENTROPY && kind != SOFTMAX)
        for (int j = 0; j < n; j++) cost += (z[j] > 0 ? z[j] : 0) - (j == label) * z[j] + log1pf(expf(-fabsf(z[j])));
    float shared = 0; /* of the softmax Jacobian under squared error */
    for (int c = 0; c < width; c += LANES) {
        ivec lanes = lane_numbers(c);
        vec here = *(vec *)(a + c), wanted = choose(lanes == label, all(1.0f), all(0.0f));
        vec miss = choose(lanes < n, here - wanted, all(0.0f));
        if (net->cost == SQUARED_ERROR) {
            cost += total_of(miss * miss);
            if (kind == SOFTMAX) shared += total_of(2.0f * miss * here), miss = 2.0f * miss;
            else miss = 2.0f * miss * slope(kind, *(const vec *)(z + c), here);
        } else if (kind == SOFTMAX && label < 0) {
            miss = all(0.0f);
        }
        *(vec *)(delta + c) = miss;
    }
    if (net->cost == SQUARED_ERROR && kind == SOFTMAX)
        for (int c = 0; c < width; c += LANES) {
            vec here = *(vec *)(a + c);
            *(vec *)(delta + c) = here * (*(vec *)(delta + c) - shared);
        }
    return cost;
}

/* Whether the label's output is the brightest; of equally bright ones the first counts. */
INLINE int is_right(const float *a, int n, int label) {
    if (label < 0) return 0;
    int brighter = 0;
    for (int j = 0; j < n; j++) brighter += j < label ? a[j] >= a[label] : j > label && !(a[j] <= a[label]);
    return brighter == 0;
}

/* ---- a network's memory ---------------------------------------------------------------------------------------- */

INLINE size_t layer_size(const Network *net, int l) { return (size_t)(net->sizes[l - 1] + 1) * net->widths[l]; }

/* Where a mini-batch keeps its numbers: for every image the lit values, and z, a and delta of each layer. */
typedef struct {
    float *values, *z[MAX_LAYERS + 1], *a[MAX_LAYERS + 1], *delta[MAX_LAYERS + 1], *turned[MAX_LAYERS + 1], *gradient;
} Work;

static size_t lay_out(const Network *net, int batch, float *memory, Work *work) {
    size_t used = 0;
    const int last = net->n_layers;
#define TAKE(n) (memory + used); used += ((size_t)(n) + LANES - 1) / LANES * LANES
    work->values = TAKE((size_t)batch * net->sizes[0]);
    for (int l = 1; l <= last; l++) {
        work->z[l] = TAKE((size_t)batch * net->widths[l]);
        work->a[l] = TAKE((size_t)batch * net->widths[l]);
        work->delta[l] = TAKE((size_t)batch * net->widths[l]);
    }
    for (int l = 2; l <= last; l++) { work->turned[l] = TAKE((size_t)net->sizes[l] * net->widths[l - 1]); }
    work->gradient = memory + used;
    for (int l = 1; l <= last; l++) used += layer_size(net, l);
#undef TAKE
    return used;
}

size_t work_size(const Network *net, int32_t batch) {
    Work work;
    return lay_out(net, batch, 0, &work);
}

/* Copy the weights of a layer with rows and columns exchanged: row j then belongs to neuron j. */
INLINE void turn(const float *matrix, int n_before, int n, int width, float *turned, int turned_width) {
    for (int i = 0; i < n_before; i++)
        for (int j = 0; j < n; j++) turned[(size_t)j * turned_width + i] = matrix[(size_t)i * width + j];
}

INLINE int read_image(const Images *images, int64_t i, float *values) {
    const int64_t start = images->starts[i];
    const int n = (int)(images->starts[i + 1] - start);
    if (!images->bytes) memcpy(values, images->values + start, n * sizeof(float));
    else for (int k = 0; k < n; k++) {
        const float byte = images->bytes[start + k], near = byte * (1.0f / 255.0f);
        values[k] = near + (byte - near * 255.0f) * (1.0f / 255.0f); /* exactly byte / 255, but faster */
    }
    return n;
}

INLINE void forward(const Network *net, const float *dials, const uint16_t *positions, const float *values, int n_lit,
                    float **z, float **a, int b) {
    for (int l = 1; l <= net->n_layers; l++) {
        const int width = net->widths[l], n_before = net->sizes[l - 1];
        float *here = z[l] + (size_t)b * width;
        memcpy(here, dials + (size_t)n_before * width, width * sizeof(float));
        if (l == 1) gather(here, dials, width, positions, values, n_lit);
        else gather(here, dials, width, 0, a[l - 1] + (size_t)b * net->widths[l - 1], n_before);
        if (l < net->n_layers) forward_layer(net->activations[l - 1], here, a[l] + (size_t)b * width, width);
        dials += layer_size(net, l);
    }
}

INLINE void backward(const Network *net, const Work *work, int b) {
    for (int l = net->n_layers; l > 1; l--) {
        const int width = net->widths[l - 1];
        const float *z = work->z[l - 1] + (size_t)b * width, *a = work->a[l - 1] + (size_t)b * width;
        float *wishes = work->delta[l - 1] + (size_t)b * width;
        memset(wishes, 0, width * sizeof(float));
        gather(wishes, work->turned[l], width, 0, work->delta[l] + (size_t)b * net->widths[l], net->sizes[l]);
        for (int c = 0; c < width; c += LANES)
            *(vec *)(wishes + c) *= slope(net->activations[l - 2], *(const vec *)(z + c), *(const vec *)(a + c));
    }
}

/* Add factor times the gradient of one image to `into`, which is laid out as the dials are. */
INLINE void add_gradient(const Network *net, const Work *work, int b, const uint16_t *positions, int n_lit, float *into,
                         float factor) {
    for (int l = 1; l <= net->n_layers; l++) {
        const int width = net->widths[l], n_before = net->sizes[l - 1];
        const float *delta = work->delta[l] + (size_t)b * width;
        const float one = 1.0f;
        if (l == 1) scatter(into, width, positions, work->values + (size_t)b * net->sizes[0], n_lit, delta, factor);
        else scatter(into, width, 0, work->a[l - 1] + (size_t)b * net->widths[l - 1], n_before, delta, factor);
        scatter(into + (size_t)n_before * width, width, 0, &one, 1, delta, factor);
        into += layer_size(net, l);
    }
}

/* ---- one step -------------------------------------------------------------------------------------------------- */

typedef struct {
    float *dials, *first, *second, *average;
} State;

/* Turn every dial of one block by what the optimizer makes of its gradient, and clear the gradient. */
INLINE void update(const Network *net, State s, float *gradient, size_t n, float decay, float rate, float root) {
    const float b1 = net->momentum, b2 = net->second_momentum, r1 = net->momentum_rest, r2 = net->second_rest;
    const int kind = net->optimizer;
    for (size_t i = 0; i < n; i += LANES) {
        vec w = *(vec *)(s.dials + i), g = *(vec *)(gradient + i), shrink = all(0.0f);
        *(vec *)(gradient + i) = all(0.0f);
        if (kind == ADAMW) shrink = decay * w;
        else g += decay * w;
        if (kind == DESCENT) {
            w -= rate * g;
        } else if (kind == MOMENTUM || kind == NESTEROV) {
            vec v = b1 * *(vec *)(s.first + i) + g;
            *(vec *)(s.first + i) = v;
            w -= rate * (kind == NESTEROV ? g + b1 * v : v);
        } else {
            vec m = b1 * *(vec *)(s.first + i) + r1 * g;
            vec v = b2 * *(vec *)(s.second + i) + r2 * (g * g);
            *(vec *)(s.first + i) = m;
            *(vec *)(s.second + i) = v;
            vec deviation;
            for (int k = 0; k < LANES; k++) deviation[k] = sqrtf(v[k]);
            w = w - shrink - rate * m / (deviation / root + net->epsilon);
        }
        *(vec *)(s.dials + i) = w;
    }
}

CLONES void train_steps(const Network *net, State state, const Images *images, const int64_t *order, int64_t n_images,
                        int32_t batch, const float *rates, int64_t n_steps_before, float *costs, int64_t *n_correct,
                        float *memory) {
    Work work;
    lay_out(net, batch, memory, &work);
    const int last = net->n_layers;
    const int in_place = net->optimizer == DESCENT && net->decay == 0;
    size_t n_dials = 0;
    for (int l = 1; l <= last; l++) n_dials += layer_size(net, l);
    memset(work.gradient, 0, n_dials * sizeof(float));
    for (int l = 2; l <= last; l++)
        memset(work.turned[l], 0, (size_t)net->sizes[l] * net->widths[l - 1] * sizeof(float));
    for (int64_t start = 0, step = 0; start < n_images; start += batch, step++) {
        const int n = (int)(n_images - start < batch ? n_images - start : batch);
        const float *dials = state.dials;
        for (int l = 1; l <= last; l++) {
            if (l > 1)
                turn(dials, net->sizes[l - 1], net->sizes[l], net->widths[l], work.turned[l], net->widths[l - 1]);
            dials += layer_size(net, l);
        }
        for (int b = 0; b < n; b++) {
            const int64_t i = order[start + b];
            const uint16_t *positions = images->positions + images->starts[i];
            float *values = work.values + (size_t)b * net->sizes[0];
            const int n_lit = read_image(images, i, values);
            if (start + b + 8 < n_images) { /* the images come in random order: ask for a coming one now */
                const int64_t next = images->starts[order[start + b + 8]];
                for (int k = 0; k < 6; k++) __builtin_prefetch(images->positions + next + 32 * k);
                if (images->bytes) for (int k = 0; k < 3; k++) __builtin_prefetch(images->bytes + next + 64 * k);
            }
            forward(net, state.dials, positions, values, n_lit, work.z, work.a, b);
            const size_t at = (size_t)b * net->widths[last];
            costs[start + b] = judge(net, work.z[last] + at, work.a[last] + at, work.delta[last] + at, images->labels[i]);
            *n_correct += is_right(work.a[last] + at, net->sizes[last], images->labels[i]);
            backward(net, &work, b);
        }
        const float share = 1.0f / n, rate = rates[step];
        for (int b = 0; b < n; b++) {
            const int64_t i = order[start + b];
            const int n_lit = (int)(images->starts[i + 1] - images->starts[i]);
            add_gradient(net, &work, b, images->positions + images->starts[i], n_lit,
                         in_place ? state.dials : work.gradient, in_place ? -rate * share : share);
        }
        if (!in_place) {
            const double t = (double)(n_steps_before + step + 1);
            const int adam = net->optimizer == ADAM || net->optimizer == ADAMW;
            const float eta = adam ? (float)(rate / (1 - pow(1.0 - net->momentum_rest, t))) : rate;
            const float root = adam ? (float)sqrt(1 - pow(1.0 - net->second_rest, t)) : 1;
            const float decay = net->optimizer == ADAMW ? rate * net->decay : net->decay;
            State s = state;
            float *gradient = work.gradient;
            for (int l = 1; l <= last; l++) {
                const size_t size = layer_size(net, l), weights = size - net->widths[l];
                update(net, s, gradient, weights, decay, eta, root);
                State biases = {s.dials + weights, s.first + weights, s.second + weights, 0};
                update(net, biases, gradient + weights, net->widths[l], 0, eta, root);
                s.dials += size, s.first += size, s.second += size, gradient += size;
            }
        }
        if (state.average) {
            const float t = (float)(n_steps_before + step);
            const float kept = fminf(net->average, (1 + t) / (10 + t));
            for (size_t i = 0; i < n_dials; i += LANES)
                *(vec *)(state.average + i) = kept * *(vec *)(state.average + i) + (1 - kept) * *(vec *)(state.dials + i);
        }
    }
}

/* The pre-activations of the last layer, n_outputs numbers for each image. */
CLONES void outputs(const Network *net, const float *dials, const Images *images, int64_t n_images, float *z_out,
                    float *memory) {
    Work work;
    lay_out(net, 1, memory, &work);
    const int last = net->n_layers;
    for (int64_t i = 0; i < n_images; i++) {
        const int n_lit = read_image(images, i, work.values);
        forward(net, dials, images->positions + images->starts[i], work.values, n_lit, work.z, work.a, 0);
        memcpy(z_out + i * net->sizes[last], work.z[last], net->sizes[last] * sizeof(float));
    }
}

/* ---- finding the lit inputs ------------------------------------------------------------------------------------ */

/* Count the lit inputs of each image: starts[0] = 0, starts[i + 1] = starts[i] + those of image i. Return whether
   every input is a whole number of 255ths, as pixels are. */
CLONES int32_t count_lit(const float *inputs, int64_t n_images, int64_t n_inputs, int64_t *starts) {
    int32_t are_bytes = 1;
    starts[0] = 0;
    for (int64_t i = 0; i < n_images; i++) {
        const float *image = inputs + i * n_inputs;
        int32_t n_lit = 0, n_odd = 0;
        for (int64_t p = 0; p < n_inputs; p++) {
            const float byte = image[p] * 255.0f, whole = (byte + 12582912.0f) - 12582912.0f;
            n_lit += image[p] != 0;
            n_odd += (whole / 255.0f != image[p]) | (whole < 0) | (whole > 255);
        }
        starts[i + 1] = starts[i] + n_lit;
        are_bytes &= n_odd == 0;
    }
    return are_bytes;
}

/* The same for inputs that are still bytes. */
CLONES void count_lit_bytes(const uint8_t *pixels, int64_t n_images, int64_t n_inputs, int64_t *starts) {
    starts[0] = 0;
    for (int64_t i = 0; i < n_images; i++) {
        const uint8_t *image = pixels + i * n_inputs;
        int32_t n_lit = 0;
        for (int64_t p = 0; p < n_inputs; p++) n_lit += image[p] != 0;
        starts[i + 1] = starts[i] + n_lit;
    }
}

/* Write a place for every input, but move on only past lit ones: without a branch, which nobody could predict. The
   lists have room for one image more than is written. */
CLONES void list_lit_bytes(const uint8_t *pixels, int64_t n_images, int64_t n_inputs, uint16_t *positions,
                           uint8_t *bytes) {
    int64_t n = 0;
    for (int64_t i = 0; i < n_images; i++) {
        const uint8_t *image = pixels + i * n_inputs;
        for (int64_t p = 0; p < n_inputs; p++) {
            positions[n] = (uint16_t)p;
            bytes[n] = image[p];
            n += image[p] != 0;
        }
    }
}

/* Write the places of the lit inputs, and their values as bytes or, where bytes is NULL, as they are. */
CLONES void list_lit(const float *inputs, int64_t n_images, int64_t n_inputs, uint16_t *positions, uint8_t *bytes,
                     float *values) {
    for (int64_t i = 0; i < n_images; i++) {
        const float *image = inputs + i * n_inputs;
        for (int64_t p = 0; p < n_inputs; p++) {
            if (image[p] == 0) continue;
            *positions++ = (uint16_t)p;
            if (bytes) *bytes++ = (uint8_t)(image[p] * 255.0f + 0.5f);
            else *values++ = image[p];
        }
    }
}

/* ---- what was chosen ------------------------------------------------------------------------------------------- */

const char *instruction_set(void) {
#if CLONED
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4")) return "AVX-512";
    if (__builtin_cpu_supports("x86-64-v3")) return "AVX2";
#endif
    return "the compiler's default";
}
