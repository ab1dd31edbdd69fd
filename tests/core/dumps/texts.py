"""Five short papers in our own words, of which the tests make pages. Imports nothing."""

PAPERS = [
    (
        "Pruning Sparse Attention for Long Documents",
        "Long documents make attention slow. We propose a pruning of sparse attention that keeps the few heads a "
        "document needs, and show on four benchmarks that accuracy stays while training takes half the time.",
    ),
    (
        "Calibrated Retrieval Under Shift",
        "Retrieval models are badly calibrated when the queries shift. We present a calibrated retrieval method that "
        "needs no labels, evaluate it on six datasets, and find that it outperforms temperature scaling.",
    ),
    (
        "Learning to Grasp Soft Objects",
        "Robots that grasp soft objects need models of how they deform. In this paper we introduce a learning "
        "framework that needs ten trials for each object, and report experiments with forty kitchen objects.",
    ),
    (
        "A Theory of Lazy Optimizers",
        "Why do lazy optimizers generalise? We develop a theory for two-layer networks, prove a bound on their "
        "test error, and demonstrate in simulations that optimizers behave as the theorem says.",
    ),
    (
        "Voices: A Benchmark of Spoken Dialects",
        "Spoken dialects are missing from speech benchmarks. We release a benchmark with the voices of ninety "
        "speakers, evaluate eleven models, and show that performance on dialects is far below the standard language.",
    ),
]
