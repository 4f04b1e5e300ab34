/* The steps of steps.c as plain loops in double precision: every input, lit or not, one number at a time. */

typedef struct {
    double *dials, *first, *second, *average, *costs;
    int64_t n_correct;
    int is_close;                      /* whether rounding may decide: a ReLU near its corner, two outputs alike */
} Plain;

typedef struct {
    double z[MAX_LAYERS + 1][256], a[MAX_LAYERS + 1][256], delta[MAX_LAYERS + 1][256];
} Pass;

static double plain_activation(int kind, double z) {
    if (kind == SIGMOID) return 1 / (1 + exp(-z));
    if (kind == TANH) return tanh(z);
    if (kind == RELU) return z > 0 ? z : 0;
    return z;
}

static double plain_slope(int kind, double z, double a) {
    if (kind == SIGMOID) return a * (1 - a);
    if (kind == TANH) return 1 - a * a;
    if (kind == RELU) return z > 0;
    return 1;
}

static void plain_forward(const Network *net, const double *dials, Pass *p, Plain *plain) {
    for (int l = 1; l <= net->n_layers; l++) {
        const int n = net->sizes[l], n_before = net->sizes[l - 1], width = net->widths[l];
        const int kind = net->activations[l - 1];
        double sum = 0;
        for (int j = 0; j < n; j++) {
            p->z[l][j] = dials[(size_t)n_before * width + j];
            for (int i = 0; i < n_before; i++) p->z[l][j] += dials[(size_t)i * width + j] * p->a[l - 1][i];
            p->a[l][j] = kind == SOFTMAX ? exp(p->z[l][j]) : plain_activation(kind, p->z[l][j]);
            sum += p->a[l][j];
            plain->is_close |= kind == RELU && fabs(p->z[l][j]) < 1e-4;
        }
        for (int j = 0; j < n && kind == SOFTMAX; j++) p->a[l][j] /= sum;
        dials += layer_size(net, l);
    }
}

/* dC/dz of the last layer from the derivatives of cost and output, one by one; returns the cost. */
static double plain_judge(const Network *net, Pass *p, int label) {
    const int last = net->n_layers, n = net->sizes[last], kind = net->activations[last - 1];
    double cost = 0, slopes[256];
    for (int j = 0; j < n; j++) {
        const double a = p->a[last][j], y = j == label;
        if (net->cost == SQUARED_ERROR) cost += (a - y) * (a - y), slopes[j] = 2 * (a - y);
        else if (kind == SOFTMAX) cost -= y * log(a), slopes[j] = -y / a;
        else cost -= y * log(a) + (1 - y) * log1p(-a), slopes[j] = (a - y) / (a * (1 - a));
    }
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n && kind == SOFTMAX; j++) sum += slopes[j] * p->a[last][j] * ((i == j) - p->a[last][i]);
        p->delta[last][i] = kind == SOFTMAX ? sum : slopes[i] * plain_slope(kind, p->z[last][i], p->a[last][i]);
    }
    return cost;
}

static int plain_is_right(const Network *net, const Pass *p, int label, Plain *plain) {
    const double *a = p->a[net->n_layers];
    int brightest = 0;
    for (int j = 1; j < net->sizes[net->n_layers]; j++) {
        plain->is_close |= fabs(a[j] - a[brightest]) < 1e-5;
        if (a[j] > a[brightest]) brightest = j;
    }
    return brightest == label;
}

static void plain_backward(const Network *net, const double *dials, Pass *p, double *gradient) {
    size_t place = 0;
    for (int l = 1; l <= net->n_layers; l++) place += layer_size(net, l);
    for (int l = net->n_layers; l > 0; l--) {
        const int n = net->sizes[l], n_before = net->sizes[l - 1], width = net->widths[l];
        place -= layer_size(net, l);
        for (int i = 0; i <= n_before; i++) {
            double wish = 0;
            for (int j = 0; j < n; j++) {
                const size_t at = place + (size_t)i * width + j;
                gradient[at] += p->delta[l][j] * (i < n_before ? p->a[l - 1][i] : 1);
                wish += p->delta[l][j] * dials[at];
            }
            if (l > 1 && i < n_before)
                p->delta[l - 1][i] = wish * plain_slope(net->activations[l - 2], p->z[l - 1][i], p->a[l - 1][i]);
        }
    }
}

static void plain_update(const Network *net, Plain *plain, double *gradient, double rate, double t) {
    const double b1 = net->momentum, b2 = net->second_momentum;
    size_t at = 0;
    for (int l = 1; l <= net->n_layers; l++)
        for (size_t k = 0; k < layer_size(net, l); k++, at++) {
            const int is_weight = k < layer_size(net, l) - net->widths[l];
            double *w = plain->dials + at, g = gradient[at], shrink = is_weight ? net->decay * *w : 0;
            if (net->optimizer != ADAMW) g += shrink;
            if (net->optimizer == DESCENT) *w -= rate * g;
            if (net->optimizer == MOMENTUM || net->optimizer == NESTEROV) {
                const double v = plain->first[at] = b1 * plain->first[at] + g;
                *w -= rate * (net->optimizer == NESTEROV ? g + b1 * v : v);
            }
            if (net->optimizer == ADAM || net->optimizer == ADAMW) {
                const double m = plain->first[at] = b1 * plain->first[at] + (1 - b1) * g;
                const double v = plain->second[at] = b2 * plain->second[at] + (1 - b2) * g * g;
                const double step = m / (1 - pow(b1, t)) / (sqrt(v / (1 - pow(b2, t))) + net->epsilon);
                *w -= rate * (step + (net->optimizer == ADAMW ? shrink : 0));
            }
        }
}

static void plain_steps(const Network *net, Plain *plain, const float *inputs, const int32_t *labels,
                        const int64_t *order, int n_images, int batch, const float *rates) {
    size_t n_dials = 0;
    for (int l = 1; l <= net->n_layers; l++) n_dials += layer_size(net, l);
    double *gradient = malloc(n_dials * sizeof(double));
    for (int start = 0, step = 0; start < n_images; start += batch, step++) {
        const int n = n_images - start < batch ? n_images - start : batch;
        memset(gradient, 0, n_dials * sizeof(double));
        for (int b = 0; b < n; b++) {
            static Pass p;
            const int64_t i = order[start + b];
            for (int k = 0; k < net->sizes[0]; k++) p.a[0][k] = inputs[i * net->sizes[0] + k];
            plain_forward(net, plain->dials, &p, plain);
            plain->costs[start + b] = plain_judge(net, &p, labels[i]);
            plain->n_correct += plain_is_right(net, &p, labels[i], plain);
            plain_backward(net, plain->dials, &p, gradient);
        }
        for (size_t k = 0; k < n_dials; k++) gradient[k] /= n;
        plain_update(net, plain, gradient, rates[step], step + 1);
        const double kept = fmin(net->average, (1.0 + step) / (10.0 + step));
        for (size_t k = 0; k < n_dials && net->average != 0; k++)
            plain->average[k] = kept * plain->average[k] + (1 - kept) * plain->dials[k];
    }
    free(gradient);
}
