/* Random changes of random images by warp.c, each in memory of exactly the size that it asks for, to be run under
   sanitizers: fuzz_warp SEED N_CASES.  */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "warp.c"

static uint64_t seed;

static uint32_t draw(uint32_t end) { /* 0 to end - 1; splitmix64 */
    uint64_t z = seed += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) % end);
}

static float number(float most, int is_wild) {
    const float wild[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0};
    if (is_wild && draw(8) == 0) return wild[draw(6)];
    return most * ((float)draw(2001) / 1000 - 1);
}

static float *numbers(size_t n, float most, int is_wild) {
    float *made = malloc(n * sizeof(float) + 1);
    for (size_t k = 0; k < n; k++) made[k] = number(most, is_wild);
    return made;
}

/* Make one change; return whether the lists are in order. */
static int run(void) {
    Changes c = {.height = 1 + (int)draw(40), .width = 1 + (int)draw(40), .n_images = draw(4)};
    const int is_wild = draw(3) == 0, n_table = 1 + (int)draw(3), n_pixels = c.height * c.width;
    const size_t padded = ((size_t)c.width + 15) / 16 * 16;
    uint8_t *bytes = malloc((size_t)n_table * n_pixels);
    float *values = malloc((size_t)n_table * n_pixels * sizeof(float));
    int64_t *chosen = malloc(c.n_images * sizeof(int64_t) + 1), *starts = malloc((c.n_images + 1) * sizeof(int64_t));
    for (int k = 0; k < n_table * n_pixels; k++) values[k] = (bytes[k] = draw(3) ? 0 : draw(256)) / 255.0f;
    for (int k = 0; k < c.n_images; k++) chosen[k] = draw(n_table);
    if (draw(2)) c.bytes = bytes; else c.values = values;
    c.chosen = chosen;
    c.n_down = 1 + (int)draw(9), c.n_across = 1 + (int)draw(9);
    float *maps = numbers(c.n_images * 6, draw(2) ? 2 : 200, is_wild);
    float *noise = numbers((size_t)c.n_images * 2 * c.n_down * c.n_across, 3, is_wild);
    float *down = numbers((size_t)c.height * c.n_down, 1, 0), *across = numbers(c.n_across * padded, 1, 0);
    float *amounts = numbers(c.n_images, 1, 0);
    if (draw(4)) c.maps = maps;
    if (c.maps && draw(2)) c.noise = noise, c.down = down, c.across = across;
    if (draw(2)) c.amounts = amounts;
    const size_t room = (size_t)c.n_images * n_pixels + 1;
    uint16_t *positions = malloc(room * sizeof(uint16_t));
    float *lit = malloc(room * sizeof(float)), *memory = calloc(warp_size(&c), sizeof(float));
    warp(&c, starts, positions, lit, memory);
    int fine = starts[0] == 0;
    for (int64_t i = 0; i < c.n_images; i++)
        for (int64_t k = starts[i]; k < starts[i + 1]; k++) {
            fine &= positions[k] < n_pixels && lit[k] > -1e-6f && lit[k] < 1 + 1e-6f;
            fine &= k == starts[i] || positions[k - 1] < positions[k];
        }
    void *const places[] = {bytes, values, chosen, starts, maps, noise, down, across, amounts, positions, lit, memory};
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) free(places[k]);
    return fine;
}

int main(int n_arguments, char **arguments) {
    if (n_arguments != 3) { fputs("usage: fuzz_warp SEED N_CASES\n", stderr); return 2; }
    const uint64_t first = strtoull(arguments[1], 0, 10), n_cases = strtoull(arguments[2], 0, 10);
#if defined(__AVX512F__)
    if (!__builtin_cpu_supports("avx512f")) return 77;
#elif defined(__AVX2__)
    if (!__builtin_cpu_supports("avx2")) return 77;
#endif
    for (uint64_t k = 0; k < n_cases; k++) {
        seed = (first << 32) + k;
        if (!run()) {
            printf("case %llu of seed %llu: lists out of order\n", (unsigned long long)k, (unsigned long long)first);
            return 1;
        }
    }
    printf("%llu changes\n", (unsigned long long)n_cases);
    return 0;
}
