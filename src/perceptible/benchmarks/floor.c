/* What one core can do: how fast it reads, how fast it multiplies and adds, and both on the first layer alone. */

#include <stddef.h>
#include <stdint.h>

#define LANES 16
#define SUMS 12 /* as many as are needed to keep the units busy while each sum waits for its last result */

typedef float vec __attribute__((vector_size(4 * LANES), aligned(4)));
typedef uint64_t words __attribute__((vector_size(64), aligned(1)));

/* Read n_bytes, a multiple of 512, and do next to nothing with them. */
uint64_t read_all(const char *bytes, size_t n_bytes) {
    words sums[8] = {0};
    for (size_t i = 0; i < n_bytes; i += sizeof sums)
        for (int j = 0; j < 8; j++) sums[j] ^= *(const words *)(bytes + i + j * sizeof(words));
    uint64_t all = 0;
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < 8; k++) all ^= sums[j][k];
    return all;
}

/* Multiply and add 16 floats at a time, n times, without touching memory. */
float multiply_and_add(size_t n, float factor, float term) {
    vec sums[SUMS] = {0}, factors = factor - (vec){0}, terms = term - (vec){0};
    for (size_t i = 0; i < n; i += SUMS)
        for (int j = 0; j < SUMS; j++) sums[j] = sums[j] * factors + terms;
    float all = 0;
    for (int j = 0; j < SUMS; j++)
        for (int k = 0; k < LANES; k++) all += sums[j][k];
    return all;
}

/* For each lit pixel: add a multiple of its row of weights to a sum, then a multiple of the sum to its row. */
void first_layer(const int64_t *starts, const uint16_t *positions, const uint8_t *bytes, int64_t n_images,
                 int64_t width, float *weights) {
    float values[1 << 16];
    for (int64_t image = 0; image < n_images; image++) {
        const int64_t n = starts[image + 1] - starts[image];
        const uint16_t *at = positions + starts[image];
        for (int64_t k = 0; k < n; k++) values[k] = (float)bytes[starts[image] + k];
        for (int64_t column = 0; column < width; column += LANES) {
            vec sums[4] = {0};
            int64_t k = 0;
            for (; k + 4 <= n; k += 4)
                for (int j = 0; j < 4; j++) sums[j] += values[k + j] * *(vec *)(weights + at[k + j] * width + column);
            for (; k < n; k++) sums[0] += values[k] * *(vec *)(weights + at[k] * width + column);
            const vec delta = (sums[0] + sums[1] + sums[2] + sums[3]) * 1e-9f; /* so small that nothing grows */
            for (k = 0; k < n; k++) *(vec *)(weights + at[k] * width + column) -= values[k] * delta;
        }
    }
}
