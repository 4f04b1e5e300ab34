/* Random trainings for steps.c: is memory left alone, and are the steps those of plain loops in double precision?

   fuzz_steps SEED N_CASES. Every array has exactly the size that steps.c may use, so that a sanitizer sees one number
   too many. Half of the cases are wild: huge or missing numbers, which only have to stay where they belong.  */

#include "steps.c"

#include <stdio.h>
#include <stdlib.h>

#include "plain_steps.h"

/* ---- chance ---------------------------------------------------------------------------------------------------- */

static uint64_t seed;

static uint64_t draw(void) { /* splitmix64 by Sebastiano Vigna, in the public domain */
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int below(int n) { return (int)(draw() % (uint64_t)n); }
static double unit(void) { return (double)(draw() >> 11) / 9007199254740992.0; }
static double normal(void) { return unit() + unit() + unit() + unit() - 2; }
static int one_of(const int *choices, int n) { return choices[below(n)]; }

static int any_size(void) {
    static const int borders[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129};
    return below(4) ? 1 + below(70) : one_of(borders, sizeof borders / sizeof *borders);
}

/* ---- exactly as much memory as is needed ----------------------------------------------------------------------- */

static void *room(size_t n_bytes) {
    void *place;
    if (posix_memalign(&place, 64, n_bytes)) { puts("no memory is left"), exit(1); }
    return memset(place, 0, n_bytes);
}

static float *floats(size_t n) { return room(n * sizeof(float)); }

/* ---- one training ---------------------------------------------------------------------------------------------- */

typedef struct {
    Network net;
    Images images;
    int n_images, n_order, batch, n_steps, is_wild;
    float *inputs, *rates;
    int64_t *order;
    size_t n_dials;
    State state;
} Case;

static void draw_network(Network *net) {
    *net = (Network){.n_layers = below(8) ? 1 + below(4) : 1 + below(MAX_LAYERS)};
    const int is_deep = net->n_layers > 4;
    for (int l = 0; l <= net->n_layers; l++) {
        net->sizes[l] = is_deep ? 1 + below(20) : any_size();
        net->widths[l] = (net->sizes[l] + BLOCK - 1) / BLOCK * BLOCK;
        if (l) net->activations[l - 1] = below(l == net->n_layers ? SOFTMAX + 1 : SOFTMAX);
    }
    const int output = net->activations[net->n_layers - 1];
    net->cost = output == SIGMOID || output == SOFTMAX ? below(2) : SQUARED_ERROR;
    net->optimizer = below(ADAMW + 1);
    net->momentum = below(3) ? 0.9f : 0.0f, net->momentum_rest = 1 - net->momentum;
    net->second_momentum = 0.99f, net->second_rest = 1 - net->second_momentum;
    net->epsilon = 1e-3f, net->decay = below(2) ? 0.1f : 0, net->average = below(2) ? 0.9f : 0;
}

/* Images with no lit input, all lit, and all between; of bytes or of any numbers. */
static void draw_images(Case *c) {
    const int n_inputs = c->net.sizes[0], are_bytes = below(2);
    c->n_images = 1 + below(40);
    c->inputs = floats((size_t)c->n_images * n_inputs);
    int32_t *labels = room(c->n_images * sizeof(int32_t));
    for (int i = 0; i < c->n_images; i++) {
        const double density = below(3) ? unit() : below(2);
        for (int p = 0; p < n_inputs; p++) {
            float *input = c->inputs + (size_t)i * n_inputs + p;
            if (unit() < density) *input = are_bytes ? (float)below(256) / 255.0f : (float)unit();
            if (c->is_wild && !below(200)) *input = below(2) ? -3.0f : 1e30f;
        }
        labels[i] = below(c->net.sizes[c->net.n_layers] + 1) - 1;
    }
    c->images.labels = labels;
}

static void insist(int is_so, const char *otherwise) {
    if (!is_so) { puts(otherwise), exit(1); }
}

/* A copy of exactly this size, instead of a list with room for one more. */
static void *trimmed(void *list, size_t n_bytes) {
    void *copy = memcpy(room(n_bytes), list, n_bytes);
    free(list);
    return copy;
}

/* The same lists come from inputs that are still bytes. */
static void check_bytes(const Case *c, const Images *found) {
    const size_t n = (size_t)c->n_images * c->net.sizes[0], n_lit = found->starts[c->n_images];
    uint8_t *pixels = room(n), *bytes = room(n_lit + 1);
    uint16_t *positions = room((n_lit + 1) * sizeof(uint16_t));
    int64_t *starts = room((c->n_images + 1) * sizeof(int64_t));
    for (size_t k = 0; k < n; k++) pixels[k] = (uint8_t)lrintf(c->inputs[k] * 255.0f);
    count_lit_bytes(pixels, c->n_images, c->net.sizes[0], starts);
    list_lit_bytes(pixels, c->n_images, c->net.sizes[0], positions, bytes);
    insist(!memcmp(starts, found->starts, (c->n_images + 1) * sizeof(int64_t)), "bytes were not counted as floats are");
    insist(!memcmp(positions, found->positions, n_lit * sizeof(uint16_t)), "bytes lie at other places than floats");
    insist(!memcmp(bytes, found->bytes, n_lit), "bytes are not those of the floats");
    free(pixels), free(bytes), free(positions), free(starts);
}

/* Find the lit inputs as the package does, and compare with the inputs one by one. */
static void find_lit(Case *c) {
    const int n_inputs = c->net.sizes[0];
    int64_t *starts = room((c->n_images + 1) * sizeof(int64_t)), n_lit = 0;
    const int are_bytes = count_lit(c->inputs, c->n_images, n_inputs, starts);
    for (int k = 0; k < c->n_images * n_inputs; k++) n_lit += c->inputs[k] != 0;
    insist(starts[c->n_images] == n_lit, "the lit inputs were not counted right");
    uint16_t *positions = room((n_lit + 1) * sizeof(uint16_t));
    uint8_t *bytes = are_bytes ? room(n_lit + 1) : 0;
    float *values = are_bytes ? 0 : floats(n_lit + 1);
    list_lit(c->inputs, c->n_images, n_inputs, positions, bytes, values);
    for (int i = 0; i < c->n_images; i++)
        for (int64_t k = starts[i]; k < starts[i + 1]; k++) {
            const float input = c->inputs[(size_t)i * n_inputs + positions[k]];
            insist((bytes ? (float)bytes[k] / 255.0f : values[k]) == input, "a lit input is wrong");
        }
    c->images.starts = starts;
    c->images.positions = trimmed(positions, n_lit * sizeof(uint16_t));
    c->images.bytes = bytes ? trimmed(bytes, n_lit) : 0;
    c->images.values = values ? trimmed(values, n_lit * sizeof(float)) : 0;
    if (bytes) check_bytes(c, &c->images);
}

static void draw_case(Case *c) {
    *c = (Case){.is_wild = below(2)};
    draw_network(&c->net);
    draw_images(c);
    find_lit(c);
    c->n_order = below(10) ? 1 + below(90) : 0;
    c->batch = 1 + below(c->n_order + 5);
    c->n_steps = (c->n_order + c->batch - 1) / c->batch;
    c->order = room(c->n_order * sizeof(int64_t));
    for (int k = 0; k < c->n_order; k++) c->order[k] = below(c->n_images);
    c->rates = floats(c->n_steps);
    for (int k = 0; k < c->n_steps; k++) c->rates[k] = c->is_wild && !below(9) ? 1e30f : (float)(0.01 * unit());
    for (int l = 1; l <= c->net.n_layers; l++) c->n_dials += layer_size(&c->net, l);
    const int n_moments = c->net.optimizer == DESCENT ? 0 : c->net.optimizer < ADAM ? 1 : 2;
    c->state = (State){floats(c->n_dials), n_moments > 0 ? floats(c->n_dials) : 0,
                       n_moments > 1 ? floats(c->n_dials) : 0, c->net.average != 0 ? floats(c->n_dials) : 0};
    float *dial = c->state.dials;
    const float wild[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 1e-42f};
    for (int l = 1; l <= c->net.n_layers; l++)
        for (int i = 0; i <= c->net.sizes[l - 1]; i++, dial += c->net.widths[l])
            for (int j = 0; j < c->net.sizes[l]; j++) {
                dial[j] = (float)(normal() / sqrt(c->net.sizes[l - 1]) + (i == c->net.sizes[l - 1] ? 0.3 : 0));
                if (c->is_wild && !below(50)) dial[j] = wild[below(6)];
            }
    if (c->state.average) memcpy(c->state.average, c->state.dials, c->n_dials * sizeof(float));
}

static void forget_case(Case *c) {
    void *const places[] = {c->inputs, c->rates, c->order, c->state.dials, c->state.first, c->state.second,
                            c->state.average, (void *)c->images.starts, (void *)c->images.positions,
                            (void *)c->images.bytes, (void *)c->images.values, (void *)c->images.labels};
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) free(places[k]);
}

/* ---- running and comparing ------------------------------------------------------------------------------------- */

static double norm(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return sqrt(sum);
}

static double *in_double(const float *numbers, size_t n) {
    double *copy = malloc(n * sizeof(double) + 1);
    for (size_t k = 0; numbers && k < n; k++) copy[k] = numbers[k];
    return copy;
}

/* Whether an array is that of the plain steps, as far as it moved since `before`. */
static int agrees(const char *name, const float *ours, const double *plain, const double *before, size_t n) {
    if (!ours) return 1;
    double *mine = in_double(ours, n), zero = 0, size = 0;
    for (size_t k = 0; k < n; k++) size += plain[k] * plain[k];
    const double miss = norm(mine, plain, n), moved = norm(plain, before, n);
    const int fine = miss <= 2e-4 * moved + 2e-6 * sqrt(size) + zero;
    if (!fine) printf("%s: off by %g, after moving by %g\n", name, miss, moved);
    free(mine);
    return fine;
}

static int run(Case *c) {
    const Network *net = &c->net;
    const size_t n = c->n_dials;
    Plain plain = {in_double(c->state.dials, n), in_double(c->state.first, n), in_double(c->state.second, n),
                   in_double(c->state.average, n), malloc(c->n_order * sizeof(double) + 1), 0, 0};
    double *before = in_double(c->state.dials, n), *zeros = calloc(n, sizeof(double));
    float *costs = floats(c->n_order), *memory = floats(work_size(net));
    float *z = floats((size_t)c->n_images * net->sizes[net->n_layers]);
    int64_t n_correct = 0;
    outputs(net, c->state.dials, &c->images, c->n_images, z, memory);
    if (!c->is_wild) plain_steps(net, &plain, c->inputs, c->images.labels, c->order, c->n_order, c->batch, c->rates);
    train_steps(net, c->state, &c->images, c->order, c->n_order, c->batch, c->rates, 0, costs, &n_correct, memory);
    int fine = 1;
    if (!c->is_wild && !plain.is_close) {
        double *mine = in_double(costs, c->n_order);
        fine &= agrees("dials", c->state.dials, plain.dials, before, n);
        fine &= agrees("first", c->state.first, plain.first, zeros, n);
        fine &= agrees("second", c->state.second, plain.second, zeros, n);
        fine &= agrees("average", c->state.average, plain.average, before, n);
        fine &= norm(mine, plain.costs, c->n_order) <= 1e-4 * (1 + c->n_order);
        fine &= n_correct == plain.n_correct;
        free(mine);
    }
    void *const places[] = {plain.dials, plain.first, plain.second, plain.average, plain.costs, before, zeros, costs,
                            memory, z};
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) free(places[k]);
    return fine;
}

int main(int n_arguments, char **arguments) {
    if (n_arguments != 3) { fputs("usage: fuzz_steps SEED N_CASES\n", stderr); return 2; }
    const uint64_t first = strtoull(arguments[1], 0, 10), n_cases = strtoull(arguments[2], 0, 10);
#if defined(__AVX512F__)
    if (!__builtin_cpu_supports("avx512f")) return 77;
#elif defined(__AVX2__)
    if (!__builtin_cpu_supports("avx2")) return 77;
#endif
    for (uint64_t number = 0; number < n_cases; number++) {
        seed = (first << 32) + number;
        Case c;
        draw_case(&c);
        if (!run(&c)) {
            printf("case %llu of seed %llu: not the plain steps\n", (unsigned long long)number, (unsigned long long)first);
            return 1;
        }
        forget_case(&c);
    }
    printf("%llu trainings, with %s\n", (unsigned long long)n_cases, INSTRUCTION_SET);
    return 0;
}
