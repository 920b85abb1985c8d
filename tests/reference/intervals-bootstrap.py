"""SciPy's bootstrap intervals of the shared predictions, with the draws of a seeded RandomState.

Run from the root of the repository: python tests/reference/intervals-bootstrap.py
"""

import json
import platform

import numpy
import scipy
import sklearn
from scipy.stats import bootstrap
from sklearn import metrics

with open("tests/reference/metrics-predictions.json") as file:
    predictions = json.load(file)
label = numpy.array(predictions["label"])
p = numpy.array(predictions["logistic"])

figures = {
    "rocAuc": metrics.roc_auc_score,
    "brier": metrics.brier_score_loss,
    "recall": lambda label, p: metrics.recall_score(label, p >= 0.5),
    "kappa": lambda label, p: metrics.cohen_kappa_score(label, p >= 0.5),
}
SEED, REPLICATES, LEVEL = 20240607, 1000, 0.9


def interval(figure, method):
    ends = bootstrap(
        (label, p),
        figure,
        paired=True,
        vectorized=False,
        n_resamples=REPLICATES,
        confidence_level=LEVEL,
        method=method,
        random_state=numpy.random.RandomState(SEED),
    ).confidence_interval
    return {"low": ends.low, "high": ends.high}


with open("tests/reference/intervals-bootstrap.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "numpy": numpy.__version__,
                "scipy": scipy.__version__,
                "scikit-learn": sklearn.__version__,
            },
            "seed": SEED,
            "replicates": REPLICATES,
            "level": LEVEL,
            **{
                method: {key: interval(figure, method) for key, figure in figures.items()}
                for method in ("percentile", "BCa")
            },
        },
        file,
        indent=1,
    )
