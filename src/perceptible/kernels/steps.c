/* Training steps of small fully connected networks, visiting only the lit inputs.

   Nothing here but arithmetic: no allocation, no input or output, no global state. Everything is float32.

   Layout. Layer l is one matrix of (n_before + 1) rows and `width` columns: row i holds the weights from input i to
   every neuron, the last row the biases. `width` is the number of neurons, rounded up to whole blocks of 16; the
   columns beyond the last neuron are 0 and stay 0. So one loop serves everything: add a multiple of a row to a row.

   These lines are compiled once for each instruction set, with vectors as long as it has; build.py says for which,
   and library.py loads the one with the longest vectors that the processor knows.  */

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
#define LANES 16
#define INSTRUCTION_SET "AVX-512"
#elif defined(__AVX2__)
#define LANES 8
#define INSTRUCTION_SET "AVX2"
#else
#define LANES 4
#if defined(__SSE2__)
#define INSTRUCTION_SET "SSE2"
#elif defined(__ARM_NEON)
#define INSTRUCTION_SET "NEON"
#else
#define INSTRUCTION_SET "the compiler's default"
#endif
#endif

#define BLOCK 16       /* widths are multiples of it, whatever the length of a vector */
#define MAX_LAYERS 16
#define TOGETHER 32    /* images that go through the network together: few enough for the processor's cache */
#define SUMS 8         /* vectors of sums that grow side by side, since each addition has to wait for the one before */

typedef float vec __attribute__((vector_size(4 * LANES)));
typedef float quad __attribute__((vector_size(16)));
typedef int32_t ivec __attribute__((vector_size(4 * LANES)));
typedef uint32_t uvec __attribute__((vector_size(4 * LANES)));

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline)) /* so that its sums have all the registers */

enum { IDENTITY, SIGMOID, TANH, RELU, SOFTMAX };
enum { SQUARED_ERROR, CROSS_ENTROPY };
enum { DESCENT, MOMENTUM, NESTEROV, ADAM, ADAMW };

typedef struct {
    int32_t n_layers;
    int32_t sizes[MAX_LAYERS + 1];     /* neurons by layer, the inputs first */
    int32_t widths[MAX_LAYERS + 1];    /* the same rounded up to whole blocks; widths[0] is not used */
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
    const int32_t *labels;             /* -1: the image belongs to no class */
} Images;

typedef struct {
    float *dials, *first, *second, *average;
} State;

/* ---- one vector ------------------------------------------------------------------------------------------------ */

INLINE vec all(float x) { return x - (vec){0}; }
INLINE vec load(const float *place) { return *(const vec *)place; }
INLINE void store(float *place, vec v) { *(vec *)place = v; }

/* Each lane of `yes` where the lane of `test` is true (all bits set), else of `no`. */
INLINE vec choose(ivec test, vec yes, vec no) { return (vec)((test & (ivec)yes) | (~test & (ivec)no)); }

INLINE ivec lane_numbers(int column) {
    static const int32_t numbers[] __attribute__((aligned(64))) = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return *(const ivec *)numbers + column;
}

INLINE float total_of(vec v) {
    quad parts[LANES / 4];
    memcpy(parts, &v, sizeof v);
    for (int i = 1; i < LANES / 4; i++) parts[0] += parts[i];
    return (parts[0][0] + parts[0][1]) + (parts[0][2] + parts[0][3]);
}

INLINE vec root_of(vec v) {
    for (int i = 0; i < LANES; i++) v[i] = sqrtf(v[i]);
    return v;
}

INLINE vec exp_of(vec x) {
    x = choose(x < -87.0f, all(-87.0f), x); /* NaN is neither below nor above: it stays */
    x = choose(x > 88.0f, all(88.0f), x);
    vec shifted = x * 1.44269504f + 12582912.0f; /* 1.5 * 2^23: beside it, the last bits count in whole numbers */
    vec n = shifted - 12582912.0f;
    vec r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f; /* ln 2 in two parts, so that r is exact */
    vec p = all(1.9875691500e-4f); /* minimax polynomial of e^r on [-ln 2 / 2, ln 2 / 2] */
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    return p * (vec)(((uvec)shifted + 127) << 23); /* times 2^n */
}

/* log(1 + x) for x in [0, 1], from the series of 2 artanh(x / (2 + x)), whose argument is at most 1/3. */
INLINE vec log_of_1_plus(vec x) {
    vec s = x / (2.0f + x), square = s * s, series = all(1.0f / 15);
    for (int odd = 13; odd > 0; odd -= 2) series = series * square + 1.0f / odd;
    return 2.0f * s * series;
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

/* ---- rows: where nearly all the time goes ---------------------------------------------------------------------- */

/* The lit inputs of one image. */
typedef struct {
    const uint16_t *positions;
    const float *values;
    int n;
} Lit;

/* Go through the columns of a matrix, 8, 4, 2 or 1 vectors at a time: constants, so that the compiler keeps sums in
   registers. The narrowest width, which is that of the lesson, is made a constant too. */
#define IN_PIECES(width, CALL)                                                               \
    do {                                                                                     \
        int c = 0;                                                                           \
        if ((width) == BLOCK) { CALL(BLOCK / LANES, BLOCK); break; }                         \
        for (; c + 8 * LANES <= (width); c += 8 * LANES) CALL(8, width);                     \
        for (; c + 4 * LANES <= (width); c += 4 * LANES) CALL(4, width);                     \
        for (; c + 2 * LANES <= (width); c += 2 * LANES) CALL(2, width);                     \
        for (; c + 1 * LANES <= (width); c += 1 * LANES) CALL(1, width);                     \
    } while (0)

/* How many rows of so many vectors are under way at a time; processors with longer vectors have more of them. */
#define ROWS_AT_ONCE(n_vectors) ((n_vectors) < LANES / 2 ? LANES / 2 / (n_vectors) : 1)

INLINE void gather_piece(int n_vectors, int width, float *sum, const float *start, const float *matrix, Lit lit) {
    const int at_once = ROWS_AT_ONCE(n_vectors);
    vec total[SUMS][SUMS] = {{{0}}};
    int k = 0;
    for (; k + at_once <= lit.n; k += at_once)
        for (int r = 0; r < at_once; r++) {
            const float *row = matrix + (size_t)lit.positions[k + r] * width;
            for (int v = 0; v < n_vectors; v++) total[r][v] += lit.values[k + r] * load(row + v * LANES);
        }
    for (; k < lit.n; k++) {
        const float *row = matrix + (size_t)lit.positions[k] * width;
        for (int v = 0; v < n_vectors; v++) total[0][v] += lit.values[k] * load(row + v * LANES);
    }
    for (int v = 0; v < n_vectors; v++) {
        vec here = load(start + v * LANES);
        for (int r = 0; r < at_once; r++) here += total[r][v];
        store(sum + v * LANES, here);
    }
}

INLINE void scatter_piece(int n_vectors, int width, float *matrix, const float *addend, Lit lit) {
    const int at_once = ROWS_AT_ONCE(n_vectors);
    vec add[SUMS], sum[SUMS][SUMS];
    for (int v = 0; v < n_vectors; v++) add[v] = load(addend + v * LANES);
    int k = 0;
    for (; k + at_once <= lit.n; k += at_once) {
        float *row[SUMS];
        for (int r = 0; r < at_once; r++) row[r] = matrix + (size_t)lit.positions[k + r] * width;
        for (int r = 0; r < at_once; r++)
            for (int v = 0; v < n_vectors; v++) sum[r][v] = load(row[r] + v * LANES) + lit.values[k + r] * add[v];
        for (int r = 0; r < at_once; r++)
            for (int v = 0; v < n_vectors; v++) store(row[r] + v * LANES, sum[r][v]);
    }
    for (; k < lit.n; k++) {
        float *row = matrix + (size_t)lit.positions[k] * width;
        for (int v = 0; v < n_vectors; v++) store(row + v * LANES, load(row + v * LANES) + lit.values[k] * add[v]);
    }
}

/* For each of n images: sum = start + the sum over its lit inputs of value * row of the matrix. */
APART void gather(float *sums, const float *start, const float *matrix, int width, const Lit *lit, int n) {
#define CALL(n_vectors, width)     \
    for (int b = 0; b < n; b++)    \
        gather_piece(n_vectors, width, sums + (size_t)b * width + c, start + c, matrix + c, lit[b])
    IN_PIECES(width, CALL);
#undef CALL
}

/* For each lit input of n images: row of the matrix += value * addend. The inputs of one image differ, so that
   several of its rows can be under way. */
APART void scatter(float *matrix, int width, const float *addends, const Lit *lit, int n) {
#define CALL(n_vectors, width)     \
    for (int b = 0; b < n; b++)    \
        scatter_piece(n_vectors, width, matrix + c, addends + (size_t)b * width + c, lit[b])
    IN_PIECES(width, CALL);
#undef CALL
}

/* A product of matrices. For i in [0, n): into[i] = start[i] + the sum over k of factors[i][k] * rows[k]. */
typedef struct {
    float *into;
    int n, width;
    const float *start;                /* NULL: zeros */
    int next_start;                    /* from start[i] to start[i + 1]: the width, or 0 where all begin alike */
    const float *factors;
    int next_i, next_k;                /* from factors[i][k] to factors[i + 1][k], and to factors[i][k + 1] */
    const float *rows;
    int n_rows;
} Product;

INLINE void product_piece(int n_vectors, int at_once, const Product *p, int i, int c) {
    const float *factors = p->factors + (size_t)i * p->next_i, *row = p->rows + c;
    float *into = p->into + (size_t)i * p->width + c;
    vec total[SUMS][SUMS];
    for (int r = 0; r < at_once; r++)
        for (int v = 0; v < n_vectors; v++)
            total[r][v] = p->start ? load(p->start + (size_t)(i + r) * p->next_start + c + v * LANES) : all(0.0f);
    for (int k = 0; k < p->n_rows; k++, factors += p->next_k, row += p->width)
        for (int r = 0; r < at_once; r++)
            for (int v = 0; v < n_vectors; v++) total[r][v] += factors[(size_t)r * p->next_i] * load(row + v * LANES);
    for (int r = 0; r < at_once; r++)
        for (int v = 0; v < n_vectors; v++) store(into + (size_t)r * p->width + v * LANES, total[r][v]);
}

INLINE void product_columns(int n_vectors, const Product *p, int c) {
    const int wide = LANES == 16; /* with twice as many registers for sums */
    int i = 0;
    if (n_vectors <= 1 || (wide && n_vectors <= 2)) for (; i + 8 <= p->n; i += 8) product_piece(n_vectors, 8, p, i, c);
    if (n_vectors <= 2 || (wide && n_vectors <= 4)) for (; i + 4 <= p->n; i += 4) product_piece(n_vectors, 4, p, i, c);
    if (n_vectors <= 4) for (; i + 2 <= p->n; i += 2) product_piece(n_vectors, 2, p, i, c);
    for (; i < p->n; i++) product_piece(n_vectors, 1, p, i, c);
}

/* In pieces of at most 4 vectors: of each that is loaded, several images make use. */
APART void multiply(Product product) {
    const int width = product.width;
    int c = 0;
    for (; c + 4 * LANES <= width; c += 4 * LANES) product_columns(4, &product, c);
    for (; c + 2 * LANES <= width; c += 2 * LANES) product_columns(2, &product, c);
    for (; c + 1 * LANES <= width; c += 1 * LANES) product_columns(1, &product, c);
}

/* ---- memory ---------------------------------------------------------------------------------------------------- */

INLINE size_t layer_size(const Network *net, int l) { return (size_t)(net->sizes[l - 1] + 1) * net->widths[l]; }

/* Where the images under way keep their numbers: the lit values; z, a and delta of each layer. And what belongs to
   all: the turned weights, and the gradient, laid out as the dials are. */
typedef struct {
    Lit lit[TOGETHER];
    float *values, *z[MAX_LAYERS + 1], *a[MAX_LAYERS + 1], *delta[MAX_LAYERS + 1], *turned[MAX_LAYERS + 1], *gradient;
    size_t n_dials;
} Work;

INLINE float *take(float *memory, size_t *used, size_t n) {
    float *place = memory ? memory + *used : 0; /* without memory, only the size is wanted */
    *used += (n + BLOCK - 1) / BLOCK * BLOCK;
    return place;
}

static size_t lay_out(const Network *net, float *memory, Work *work) {
    size_t used = 0;
    work->values = take(memory, &used, (size_t)TOGETHER * net->sizes[0]);
    work->n_dials = 0;
    for (int l = 1; l <= net->n_layers; l++) {
        const size_t n = (size_t)TOGETHER * net->widths[l];
        work->z[l] = take(memory, &used, n);
        work->a[l] = take(memory, &used, n);
        work->delta[l] = take(memory, &used, n);
        if (l > 1) work->turned[l] = take(memory, &used, (size_t)net->sizes[l] * net->widths[l - 1]);
        work->n_dials += layer_size(net, l);
    }
    work->gradient = take(memory, &used, work->n_dials);
    return used;
}

/* How many floats of memory the functions below need, all of them 0 at first. */
size_t work_size(const Network *net) {
    Work work;
    return lay_out(net, 0, &work);
}

/* ---- some images, layer by layer ------------------------------------------------------------------------------- */

INLINE void read_bytes(const uint8_t *bytes, float *values, int n) {
    for (int k = 0; k < n; k++) {
        const float byte = bytes[k], near = byte * (1.0f / 255.0f);
        values[k] = near + (byte - near * 255.0f) * (1.0f / 255.0f); /* exactly byte / 255, but faster */
    }
}

/* Find the lit inputs of an image; bytes become floats, which are kept in `values`. */
INLINE Lit read_image(const Images *images, int64_t image, float *values) {
    const int64_t start = images->starts[image];
    const int n = (int)(images->starts[image + 1] - start);
    if (!images->bytes) return (Lit){images->positions + start, images->values + start, n};
    const uint8_t *bytes = images->bytes + start;
    for (int k = 0; k + BLOCK <= n; k += BLOCK) read_bytes(bytes + k, values + k, BLOCK);
    if (n >= BLOCK) read_bytes(bytes + n - BLOCK, values + n - BLOCK, BLOCK); /* the last ones, some of them again */
    else for (int k = 0; k < n; k++) read_bytes(bytes + k, values + k, 1);
    return (Lit){images->positions + start, values, n};
}

/* Ask for an image from memory: every line of the cache that it covers. */
INLINE void fetch(const Images *images, int64_t image) {
    const int64_t start = images->starts[image], end = images->starts[image + 1];
    for (int64_t k = start; k < end + 31; k += 32) __builtin_prefetch(images->positions + k, 0, 2);
    if (images->bytes) for (int64_t k = start; k < end + 63; k += 64) __builtin_prefetch(images->bytes + k, 0, 2);
    __builtin_prefetch(images->labels + image);
}

/* Some images, at most TOGETHER, of those that are seen one after the other. */
typedef struct {
    const Images *images;
    const int64_t *order;              /* their numbers, and then those of the images that come after */
    int n;
    int64_t n_left;                    /* with those that come after */
} Some;

/* Read the images, ask for coming ones from memory, and find z of the first layer. */
INLINE void look(const Network *net, const float *dials, Work *work, Some some) {
    const int n_inputs = net->sizes[0], width = net->widths[1];
    for (int b = 0; b < some.n; b++)
        work->lit[b] = read_image(some.images, some.order[b], work->values + (size_t)b * n_inputs);
    for (int b = TOGETHER; b < TOGETHER + some.n && b < some.n_left; b++) fetch(some.images, some.order[b]);
    gather(work->z[1], dials + (size_t)n_inputs * width, dials, width, work->lit, some.n);
}

/* From z of the first layer to z of the last. */
INLINE void forward(const Network *net, const float *dials, const Work *work, int n) {
    for (int l = 2; l <= net->n_layers; l++) {
        const int n_before = net->sizes[l - 1], width_before = net->widths[l - 1], kind = net->activations[l - 2];
        float *z = work->z[l - 1], *a = work->a[l - 1];
        for (int c = 0; c < n * width_before; c += LANES) store(a + c, activate(kind, load(z + c)));
        dials += layer_size(net, l - 1);
        multiply((Product){.into = work->z[l], .n = n, .width = net->widths[l],
                           .start = dials + (size_t)n_before * net->widths[l], .next_start = 0,
                           .factors = a, .next_i = width_before, .next_k = 1,
                           .rows = dials, .n_rows = n_before});
    }
}

/* Turn z into shares; return the logarithm of the sum of e^z. */
INLINE float softmax(const float *z, float *a, int n, int width) {
    float top = z[0];
    for (int j = 1; j < n; j++) top = z[j] > top ? z[j] : top;
    vec sums = all(0.0f);
    for (int c = 0; c < width; c += LANES) {
        vec power = choose(lane_numbers(c) < n, exp_of(load(z + c) - top), all(0.0f));
        store(a + c, power);
        sums += power;
    }
    const float sum = total_of(sums);
    for (int c = 0; c < width; c += LANES) store(a + c, load(a + c) / sum);
    return top + logf(sum);
}

/* Compare the outputs with the label: write a and dC/dz, return the cost. */
INLINE float judge(const Network *net, const float *z, float *a, float *delta, int label) {
    const int last = net->n_layers, n = net->sizes[last], width = net->widths[last];
    const int kind = net->activations[last - 1];
    float log_total = 0;
    vec costs = all(0.0f), shares = all(0.0f); /* shares: of the softmax Jacobian under squared error */
    if (kind == SOFTMAX) log_total = softmax(z, a, n, width);
    for (int c = 0; c < width; c += LANES) {
        ivec lanes = lane_numbers(c);
        vec zs = load(z + c), here = kind == SOFTMAX ? load(a + c) : activate(kind, zs);
        vec wanted = choose(lanes == label, all(1.0f), all(0.0f));
        vec miss = choose(lanes < n, here - wanted, all(0.0f));
        if (net->cost == SQUARED_ERROR) {
            costs += miss * miss;
            miss *= 2.0f * slope(kind, zs, here);
            shares += miss * here;
        } else if (kind != SOFTMAX) {
            vec size = choose(zs < 0.0f, -zs, zs), above = choose(zs < 0.0f, all(0.0f), zs);
            costs += choose(lanes < n, above - wanted * zs + log_of_1_plus(exp_of(-size)), all(0.0f));
        } else if (label < 0) {
            miss = all(0.0f);
        }
        store(a + c, here);
        store(delta + c, miss);
    }
    if (kind != SOFTMAX) return total_of(costs);
    if (net->cost == CROSS_ENTROPY) return label < 0 ? 0 : log_total - z[label];
    const float shared = total_of(shares);
    for (int c = 0; c < width; c += LANES) store(delta + c, load(a + c) * (load(delta + c) - shared));
    return total_of(costs);
}

/* Whether the label's output is the brightest; of equally bright ones the first counts. */
INLINE int is_right(const float *a, int n, int width, int label) {
    if (label < 0) return 0;
    const float bright = a[label];
    vec brighter = all(0.0f);
    for (int c = 0; c < width; c += LANES) {
        ivec lanes = lane_numbers(c);
        vec here = load(a + c);
        brighter += choose((lanes < n) & ((here > bright) | ((here == bright) & (lanes < label))), all(1.0f), all(0.0f));
    }
    return total_of(brighter) == 0;
}

/* Copy the weights with rows and columns exchanged: row j then belongs to neuron j. */
INLINE void turn_all(const Network *net, const float *dials, const Work *work) {
    for (int l = 2; l <= net->n_layers; l++) {
        dials += layer_size(net, l - 1);
        for (int i = 0; i < net->sizes[l - 1]; i++)
            for (int j = 0; j < net->sizes[l]; j++)
                work->turned[l][(size_t)j * net->widths[l - 1] + i] = dials[(size_t)i * net->widths[l] + j];
    }
}

/* From dC/dz of the last layer to dC/dz of the first. */
INLINE void backward(const Network *net, const Work *work, int n) {
    for (int l = net->n_layers; l > 1; l--) {
        const int width = net->widths[l - 1], kind = net->activations[l - 2];
        const float *z = work->z[l - 1], *a = work->a[l - 1];
        float *delta = work->delta[l - 1];
        multiply((Product){.into = delta, .n = n, .width = width,
                           .factors = work->delta[l], .next_i = net->widths[l], .next_k = 1,
                           .rows = work->turned[l], .n_rows = net->sizes[l]});
        for (int c = 0; c < n * width; c += LANES)
            store(delta + c, load(delta + c) * slope(kind, load(z + c), load(a + c)));
    }
}

/* Add `factor` times the gradient of some images to `into`, which is laid out as the dials are. */
INLINE void add_gradient(const Network *net, const Work *work, int n, float *into, float factor) {
    for (int l = 1; l <= net->n_layers; l++) {
        const int width = net->widths[l], n_before = net->sizes[l - 1];
        float *delta = work->delta[l], *biases = into + (size_t)n_before * width;
        const float one = 1.0f; /* what the biases are multiplied by */
        for (int c = 0; c < n * width; c += LANES) store(delta + c, factor * load(delta + c));
        multiply((Product){.into = biases, .n = 1, .width = width, .start = biases,
                           .factors = &one, .next_k = 0, .rows = delta, .n_rows = n});
        if (l == 1) scatter(into, width, delta, work->lit, n);
        else multiply((Product){.into = into, .n = n_before, .width = width, .start = into, .next_start = width,
                                .factors = work->a[l - 1], .next_i = 1, .next_k = net->widths[l - 1],
                                .rows = delta, .n_rows = n});
        into += layer_size(net, l);
    }
}

/* ---- steps ----------------------------------------------------------------------------------------------------- */

/* Turn the dials from `start` to `end` by what the optimizer makes of their gradient, and clear the gradient. */
INLINE void update(const Network *net, State s, float *gradient, size_t start, size_t end, float decay, float rate,
                   float epsilon) {
    const float b1 = net->momentum, b2 = net->second_momentum, r1 = net->momentum_rest, r2 = net->second_rest;
    const int kind = net->optimizer;
    for (size_t i = start; i < end; i += LANES) {
        vec w = load(s.dials + i), g = load(gradient + i), shrink = all(0.0f);
        store(gradient + i, all(0.0f));
        if (kind == ADAMW) shrink = decay * w;
        else g += decay * w;
        if (kind == DESCENT) {
            w -= rate * g;
        } else if (kind == MOMENTUM || kind == NESTEROV) {
            vec v = b1 * load(s.first + i) + g;
            store(s.first + i, v);
            w -= rate * (kind == NESTEROV ? g + b1 * v : v);
        } else {
            vec m = b1 * load(s.first + i) + r1 * g;
            vec v = b2 * load(s.second + i) + r2 * (g * g);
            store(s.first + i, m);
            store(s.second + i, v);
            w = w - shrink - rate * m / (root_of(v) + epsilon);
        }
        store(s.dials + i, w);
    }
}

/* Turn all dials; `t` counts the steps from 1. */
INLINE void update_all(const Network *net, State s, float *gradient, float rate, double t) {
    float decay = net->decay, epsilon = net->epsilon;
    if (net->optimizer == ADAMW) decay *= rate;
    if (net->optimizer == ADAM || net->optimizer == ADAMW) { /* both averages begin at 0 and are too small at first */
        const double root = sqrt(1 - pow(1.0 - net->second_rest, t));
        rate = (float)(rate * root / (1 - pow(1.0 - net->momentum_rest, t)));
        epsilon = (float)(epsilon * root);
    }
    size_t start = 0;
    for (int l = 1; l <= net->n_layers; l++) {
        const size_t end = start + layer_size(net, l), biases = end - net->widths[l];
        update(net, s, gradient, start, biases, decay, rate, epsilon);
        update(net, s, gradient, biases, end, 0, rate, epsilon);
        start = end;
    }
}

/* Let the averaged dials follow; `t` counts the steps from 0. */
INLINE void follow(State s, size_t n_dials, float most, float t) {
    const float kept = fminf(most, (1 + t) / (10 + t));
    for (size_t i = 0; i < n_dials; i += LANES)
        store(s.average + i, kept * load(s.average + i) + (1 - kept) * load(s.dials + i));
}

/* Judge some images; return how many are answered right. */
INLINE int judge_all(const Network *net, const Work *work, Some some, float *costs) {
    const int last = net->n_layers, width = net->widths[last];
    int n_right = 0;
    for (int b = 0; b < some.n; b++) {
        const size_t at = (size_t)b * width;
        const int label = some.images->labels[some.order[b]];
        costs[b] = judge(net, work->z[last] + at, work->a[last] + at, work->delta[last] + at, label);
        n_right += is_right(work->a[last] + at, net->sizes[last], width, label);
    }
    return n_right;
}

/* Make a step for every `batch` images of the order. Plain descent turns the dials without a gradient in between. */
void train_steps(const Network *net, State state, const Images *images, const int64_t *order, int64_t n_images,
                 int32_t batch, const float *rates, int64_t n_steps_before, float *costs, int64_t *n_correct,
                 float *memory) {
    Work work;
    lay_out(net, memory, &work);
    for (int64_t start = 0, step = 0; start < n_images; start += batch, step++) {
        const int n_batch = (int)(n_images - start < batch ? n_images - start : batch);
        const int in_place = net->optimizer == DESCENT && net->decay == 0 && n_batch <= TOGETHER;
        float *into = in_place ? state.dials : work.gradient;
        const float factor = (in_place ? -rates[step] : 1.0f) / (float)n_batch;
        turn_all(net, state.dials, &work);
        for (int64_t i = start; i < start + n_batch; i += TOGETHER) {
            const int64_t n = start + n_batch - i < TOGETHER ? start + n_batch - i : TOGETHER;
            const Some some = {images, order + i, (int)n, n_images - i};
            look(net, state.dials, &work, some);
            forward(net, state.dials, &work, some.n);
            *n_correct += judge_all(net, &work, some, costs + i);
            backward(net, &work, some.n);
            add_gradient(net, &work, some.n, into, factor);
        }
        if (!in_place) update_all(net, state, work.gradient, rates[step], (double)(n_steps_before + step + 1));
        if (state.average) follow(state, work.n_dials, net->average, (float)(n_steps_before + step));
    }
}

/* The pre-activations of the last layer, n_outputs numbers for each image. */
void outputs(const Network *net, const float *dials, const Images *images, int64_t n_images, float *z_out,
             float *memory) {
    Work work;
    lay_out(net, memory, &work);
    const int last = net->n_layers, n_outputs = net->sizes[last], width = net->widths[last];
    for (int64_t start = 0; start < n_images; start += TOGETHER) {
        const int n = (int)(n_images - start < TOGETHER ? n_images - start : TOGETHER);
        int64_t order[TOGETHER];
        for (int b = 0; b < n; b++) order[b] = start + b;
        look(net, dials, &work, (Some){images, order, n, n});
        forward(net, dials, &work, n);
        for (int b = 0; b < n; b++)
            memcpy(z_out + (start + b) * n_outputs, work.z[last] + (size_t)b * width, n_outputs * sizeof(float));
    }
}

/* ---- finding the lit inputs ------------------------------------------------------------------------------------ */

/* Count the lit inputs of each image: starts[0] = 0, starts[i + 1] = starts[i] + those of image i. Return whether
   every input is a whole number of 255ths, as pixels are. */
int32_t count_lit(const float *inputs, int64_t n_images, int64_t n_inputs, int64_t *starts) {
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

/* Write the places of the lit inputs, and their values as bytes or, where bytes is NULL, as they are. Every input is
   written, but only past a lit one the list goes on: without a branch, which nobody could predict. So the lists have
   room for one input more than are lit. */
void list_lit(const float *inputs, int64_t n_images, int64_t n_inputs, uint16_t *positions, uint8_t *bytes,
              float *values) {
    for (int64_t i = 0, n = 0; i < n_images; i++)
        for (int64_t p = 0; p < n_inputs; p++) {
            const float input = inputs[i * n_inputs + p];
            positions[n] = (uint16_t)p;
            if (bytes) bytes[n] = (uint8_t)(input * 255.0f + 0.5f);
            else values[n] = input;
            n += input != 0;
        }
}

/* The same two for inputs that are still bytes. */
void count_lit_bytes(const uint8_t *pixels, int64_t n_images, int64_t n_inputs, int64_t *starts) {
    starts[0] = 0;
    for (int64_t i = 0; i < n_images; i++) {
        int32_t n_lit = 0;
        for (int64_t p = 0; p < n_inputs; p++) n_lit += pixels[i * n_inputs + p] != 0;
        starts[i + 1] = starts[i] + n_lit;
    }
}

void list_lit_bytes(const uint8_t *pixels, int64_t n_images, int64_t n_inputs, uint16_t *positions, uint8_t *bytes) {
    for (int64_t i = 0, n = 0; i < n_images; i++)
        for (int64_t p = 0; p < n_inputs; p++) {
            positions[n] = (uint16_t)p;
            bytes[n] = pixels[i * n_inputs + p];
            n += bytes[n] != 0;
        }
}

/* ---- what was chosen ------------------------------------------------------------------------------------------- */

const char *instruction_set(void) { return INSTRUCTION_SET; }

/* How many numbers the vectors hold that this processor knows, of the lengths that build.py builds for. */
int32_t widest_vector(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 4;
    return __builtin_cpu_supports("avx512f") ? 16 : 8;
#else
    return 4;
#endif
}
