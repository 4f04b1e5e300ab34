"""The same step, fast: for now the choice of how many threads BLAS may use."""
