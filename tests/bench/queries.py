"""What is asked: typed queries, letter by letter, and queries of every kind."""

from collections.abc import Iterator

TYPED = """
graph neural networks expressivity
large language model hallucination
reinforcement learning from human feedback
diffusion models image generation
federated learning privacy
vision transformer attention
low rank adaptation fine tuning
retrieval augmented generation
contrastive learning representation
knowledge distillation small models
adversarial robustness certified
multi agent cooperation
speech recognition low resource
3d gaussian splatting
autonomous driving perception
protein structure prediction
time series forecasting
recommendation systems cold start
causal inference treatment effect
neural machine translation
chain of thought reasoning
code generation benchmark
mixture of experts routing
gpt-4 evaluation
mamba state space model
medical image segmentation
object detection real time
point cloud registration
quantum machine learning
bayesian optimization
continual learning catastrophic forgetting
prompt injection attack
world models planning
tabular data deep learning
anomaly detection industrial
video understanding long
robot manipulation imitation
tokenizer free language
in-context learning theory
kv cache compression
sparse autoencoders interpretability
optimal transport
""".strip().split("\n")

RARE = ["weisfeiler", "splatting", "hallucinated", "watermarking", "tokenizer", "mamba", "kolmogorov", "bandit"]
COMMON = ["model", "learning", "data", "propose", "results", "methods", "training", "performance"]
THREE = [
    "graph neural network",
    "language model reasoning",
    "image segmentation medical",
    "reward policy agent",
    "privacy federated client",
    "speech audio recognition",
    "robot control policy",
    "video text alignment",
]
PHRASES = [
    ("language", "models"),
    ("graph", "neural"),
    ("reinforcement", "learning"),
    ("diffusion", "models"),
    ("state", "of", "the", "art"),
    ("chain", "of", "thought"),
    ("zero", "shot"),
    ("we", "propose"),
]
LETTERS = list("abcdefghilmnoprstuvw")


def keystrokes() -> Iterator[str]:
    """Every state of the search line while the typed queries are typed."""
    for query in TYPED:
        for end in range(1, len(query) + 1):
            if query[end - 1] != " ":
                yield query[:end]
