"""One of scikit-learn's estimators fitted to made-up numbers and timed, as fits.ts does it.

fits.py <estimator> <a Fit of plan.ts as JSON>
"""
import json
import statistics
import sys
import time
import warnings
from importlib import import_module
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from measured import peak_memory

# C and k are those of fits.ts. saga may go on until its own default tolerance is met.
ESTIMATORS = {
    "lbfgs": ("linear_model.LogisticRegression", {"max_iter": 100_000}),
    "newton-cholesky": ("linear_model.LogisticRegression", {"solver": "newton-cholesky"}),
    "saga": (
        "linear_model.LogisticRegression",
        {"solver": "saga", "l1_ratio": 0.5, "max_iter": 100_000, "random_state": 0},
    ),
    "GaussianNB": ("naive_bayes.GaussianNB", {}),
    "DecisionTree": ("tree.DecisionTreeClassifier", {"random_state": 0}),
    "RandomForest": ("ensemble.RandomForestClassifier", {"random_state": 0}),
    "GradientBoosting": ("ensemble.GradientBoostingClassifier", {"random_state": 0}),
    "HistGradientBoosting": (
        "ensemble.HistGradientBoostingClassifier",
        {"max_depth": 3, "min_samples_leaf": 1, "early_stopping": False, "random_state": 0},
    ),
    "KNeighbors": ("neighbors.KNeighborsClassifier", {"n_neighbors": 10}),
    "SVC": ("svm.SVC", {"C": 1, "gamma": 0.05}),
    "SVC with probabilities": (
        "svm.SVC",
        {"C": 1, "gamma": 0.05, "probability": True, "random_state": 0},
    ),
}
TREES = {
    "RandomForest": "n_estimators",
    "GradientBoosting": "n_estimators",
    "HistGradientBoosting": "max_iter",
}


def timed(work):
    """Repeats for half a second; the first half of the times does not count."""
    began, times = time.perf_counter(), []
    while True:
        start = time.perf_counter()
        result = work()
        now = time.perf_counter()
        times.append(now - start)
        if now - began > 0.5:
            return statistics.median(times[len(times) // 2:]), result


warnings.simplefilter("ignore", FutureWarning)  # probability=True is to leave scikit-learn
rival, fit = sys.argv[1], json.loads(sys.argv[2])
path, settings = ESTIMATORS[rival]
if rival in TREES:
    settings[TREES[rival]] = fit["trees"]
module, name = path.split(".")
estimator = getattr(import_module(f"sklearn.{module}"), name)(**settings)

rows, columns = fit["rows"], fit["columns"]
stem = Path(fit["data"]) / f"{rows}x{columns}"
X = np.fromfile(f"{stem}.X.float64").reshape(-1, columns)
y = np.fromfile(f"{stem}.y.uint8", dtype=np.uint8)


def train():
    return estimator.fit(X[:rows], y[:rows])


def predict():
    if rival == "SVC":
        return estimator.decision_function(X[rows:])
    return estimator.predict_proba(X[rows:])[:, 1]


if rival == "KNeighbors":
    seconds, p = timed(lambda: train() and predict())
else:
    seconds, p = timed(train)[0], predict()
auc = roc_auc_score(y[rows:], p)
print(json.dumps({"seconds": seconds, "auc": auc, "memory": peak_memory()}))
