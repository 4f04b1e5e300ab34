/* Training images changed at random: moved, turned, bent and thickened, as data/augmentation.py does it in NumPy.

   What is drawn at random comes from outside; here is nothing but arithmetic, as in steps.c: no allocation, no input
   or output, no global state. Rows are padded to a whole number of blocks, so that vectors are always full.  */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

#define BLOCK 16  /* rows are multiples of it, whatever the length of a vector */
#define BORDER 3  /* one black row and column before each image and two after it: places outside need no case */

typedef float vec __attribute__((vector_size(4 * LANES)));
typedef int32_t ivec __attribute__((vector_size(4 * LANES)));

#define INLINE static inline __attribute__((always_inline))

typedef struct {
    int32_t height, width;             /* of every image */
    const uint8_t *bytes;              /* images in rows of height * width bytes, or NULL and then: */
    const float *values;
    const int64_t *chosen;             /* which of them */
    int64_t n_images;
    const float *maps;                 /* (n_images, 2, 3): from x, y, 1 of a new pixel to x, y of the old; or NULL */
    const float *noise;                /* (n_images, 2, n_down, n_across): how much of each wave bends it; or NULL */
    const float *down, *across;        /* the waves: (height, n_down), and (n_across, width in whole blocks) */
    int32_t n_down, n_across;
    const float *amounts;              /* by how many pixels ink grows, from -1 to 1; or NULL */
} Changes;

/* The length of a row: with its border, and in whole blocks. */
static size_t framed_width(const Changes *c) { return ((size_t)c->width + BORDER + BLOCK - 1) / BLOCK * BLOCK + BLOCK; }
static size_t padded_width(const Changes *c) { return ((size_t)c->width + BLOCK - 1) / BLOCK * BLOCK; }

/* How many floats of memory a change needs: two images with their borders, a row, and the mixed waves. */
size_t warp_size(const Changes *c) {
    return 2 * ((size_t)c->height + BORDER) * framed_width(c) + (7 + 2 * (size_t)c->n_down) * padded_width(c);
}

INLINE vec all(float x) { return x - (vec){0}; }
INLINE vec choose(ivec test, vec yes, vec no) { return (vec)((test & (ivec)yes) | (~test & (ivec)no)); }
INLINE vec smaller(vec a, vec b) { return choose(a < b, a, b); }
INLINE vec larger(vec a, vec b) { return choose(a > b, a, b); }

INLINE vec load(const float *place) {
    vec v;
    memcpy(&v, place, sizeof v); /* at any address */
    return v;
}

INLINE void store(float *place, vec v) { memcpy(place, &v, sizeof v); }

/* Put an image into its black border. */
static void frame(const Changes *c, int64_t image, float *into) {
    const int w = c->width;
    const size_t row = framed_width(c), start = (size_t)image * c->height * w;
    memset(into, 0, sizeof(float) * (c->height + BORDER) * row);
    for (int y = 0; y < c->height; y++) {
        float *to = into + (y + 1) * row + 1;
        const size_t from = start + (size_t)y * w;
        if (c->bytes) for (int x = 0; x < w; x++) to[x] = c->bytes[from + x] * (1.0f / 255.0f);
        else memcpy(to, c->values + from, sizeof(float) * w);
    }
}

/* A weighted sum of rows: start + the sum over k of factors[k] * rows[k]. */
INLINE vec mix(vec start, const float *factors, const float *rows, int n_rows, size_t width) {
    for (int k = 0; k < n_rows; k++) start += factors[k] * load(rows + k * width);
    return start;
}

/* A row of pixels to fetch: where each is in the old image, as the place of the upper left of four neighbors, and how
   far to the right and down from it; and the neighbors, two by two. */
typedef struct {
    int32_t *place;
    float *right, *down, *upper, *lower;
} Row;

/* Find the places of some pixels of a row. NaN counts as 0. */
INLINE void find_places(const Changes *c, vec x, vec y, Row row, size_t i) {
    x = smaller(choose(x > 0.0f, x, all(0.0f)), all((float)(c->width + 1)));
    y = smaller(choose(y > 0.0f, y, all(0.0f)), all((float)(c->height + 1)));
    const ivec column = __builtin_convertvector(x, ivec), line = __builtin_convertvector(y, ivec);
    const ivec place = line * (int32_t)framed_width(c) + column;
    memcpy(row.place + i, &place, sizeof place);
    store(row.right + i, x - __builtin_convertvector(column, vec));
    store(row.down + i, y - __builtin_convertvector(line, vec));
}

/* Fetch pixels from their four neighbors each: read two by two, which takes half as long as one by one. */
static void fetch(const Changes *c, const float *old, Row row, float *restrict into) {
    const size_t width = padded_width(c), below = framed_width(c);
    const float *restrict right = row.right, *restrict down = row.down;
    float *restrict upper = row.upper, *restrict lower = row.lower;
    for (size_t i = 0; i < width; i++) {
        memcpy(upper + 2 * i, old + row.place[i], 2 * sizeof(float));
        memcpy(lower + 2 * i, old + row.place[i] + below, 2 * sizeof(float));
    }
    for (size_t i = 0; i < width / BLOCK * BLOCK; i++) {
        const float a = upper[2 * i] + (upper[2 * i + 1] - upper[2 * i]) * right[i];
        const float b = lower[2 * i] + (lower[2 * i + 1] - lower[2 * i]) * right[i];
        into[i] = a + (b - a) * down[i];
    }
}

/* Fetch every pixel of a new framed image from where it was in the old one; what stands in its border is not read. */
static void move(const Changes *c, int64_t image, const float *old, float *new, float *memory) {
    const size_t width = padded_width(c);
    const int n = c->noise ? c->n_down : 0;
    const float *map = c->maps + 6 * image, left = (float)(c->width - 1) / 2, top = (float)(c->height - 1) / 2;
    static const float numbers[BLOCK] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const Row row = {(int32_t *)memory, memory + width, memory + 2 * width, memory + 3 * width, memory + 5 * width};
    float *mixed = memory + 7 * width;
    for (int k = 0; k < 2 * n; k++)
        for (size_t i = 0; i < width; i += LANES)
            store(mixed + k * width + i,
                  mix(all(0), c->noise + (2 * image * n + k) * c->n_across, c->across + i, c->n_across, width));
    for (int line = 0; line < c->height; line++) {
        const float *waves = c->down + (size_t)line * n, y0 = (float)line - top;
        const float at_x = map[1] * y0 + map[2] + 1, at_y = map[4] * y0 + map[5] + 1;
        for (size_t i = 0; i < width; i += LANES) {
            const vec x0 = load(numbers) + ((float)i - left);
            const vec x = mix(map[0] * x0 + at_x, waves, mixed + i, n, width);
            const vec y = mix(map[3] * x0 + at_y, waves, mixed + n * width + i, n, width);
            find_places(c, x, y, row, i);
        }
        fetch(c, old, row, new + (line + 1) * framed_width(c) + 1);
    }
}

/* Make the border of a framed image black, and what stands to the right of it. */
static void clear_border(const Changes *c, float *image) {
    const size_t row = framed_width(c);
    memset(image, 0, sizeof(float) * row);
    memset(image + (c->height + 1) * row, 0, sizeof(float) * row);
    for (int line = 1; line <= c->height; line++) {
        image[line * row] = 0;
        image[line * row + c->width + 1] = 0;
    }
}

/* Let ink grow into its four neighbors, or shrink. */
static void spread(const Changes *c, float amount, float *old, float *new) {
    const ptrdiff_t row = (ptrdiff_t)framed_width(c);
    clear_border(c, old);
    for (int line = 1; line <= c->height; line++)
        for (size_t i = 0; i < padded_width(c); i += LANES) {
            const float *p = old + line * row + 1 + i;
            const vec here = load(p), left = load(p - 1), right = load(p + 1), up = load(p - row), below = load(p + row);
            const vec most = larger(larger(left, right), larger(up, below));
            const vec least = smaller(smaller(left, right), smaller(up, below));
            const vec goal = amount > 0 ? larger(here, most) : smaller(here, least);
            store(new + line * row + 1 + i, here + (amount < 0 ? -amount : amount) * (goal - here));
        }
}

INLINE int is_black(const float *block) {
    uint64_t bits[BLOCK / 2];
    memcpy(bits, block, sizeof bits);
    for (int i = 1; i < BLOCK / 2; i++) bits[0] |= bits[i];
    return bits[0] == 0;
}

/* List the lit pixels of a framed image, without a branch for each, as list_lit of steps.c does, but leaving out
   blocks that are black as a whole; return how long the lists are now. */
static int64_t list_pixels(const Changes *c, const float *framed, uint16_t *positions, float *values, int64_t n) {
    for (int line = 0; line < c->height; line++)
        for (int start = 0; start < c->width; start += BLOCK) {
            const float *pixels = framed + (line + 1) * framed_width(c) + 1 + start;
            const int end = c->width - start < BLOCK ? c->width - start : BLOCK;
            if (is_black(pixels)) continue;
            for (int i = 0; i < end; i++) {
                positions[n] = (uint16_t)(line * c->width + start + i);
                values[n] = pixels[i];
                n += pixels[i] != 0;
            }
        }
    return n;
}

/* Change images, and list the lit pixels of the new ones: those of image i at places starts[i] to starts[i + 1]. The
   lists have room for one more than all pixels. */
void warp(const Changes *c, int64_t *starts, uint16_t *positions, float *values, float *memory) {
    const size_t size = (c->height + BORDER) * framed_width(c);
    starts[0] = 0;
    for (int64_t i = 0; i < c->n_images; i++) {
        float *now = memory, *next = memory + size;
        frame(c, c->chosen[i], now);
        if (c->maps) {
            move(c, i, now, next, memory + 2 * size);
            now = next;
            next = memory;
        }
        if (c->amounts && c->amounts[i] != 0) {
            spread(c, c->amounts[i], now, next);
            now = next;
        }
        starts[i + 1] = list_pixels(c, now, positions, values, starts[i]);
    }
}
