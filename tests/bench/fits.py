"""A library's estimators fitted to made-up numbers and timed, as fits.ts does it.

Each line of input is {"rival": a name in ESTIMATORS, "fit": a Fit of plan.ts}, each line of output
its report. A library is loaded once; each report is from a fork of this process, so that loading
does not count and what a fit leaves behind does not help the next one.
"""
import json
import os
import sys
import warnings
from importlib import import_module
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from timed import timed

warnings.simplefilter("ignore")  # of settings that are to leave scikit-learn

SKLEARN, INTELEX = "scikit-learn", "intelex"
BOOSTING = {"max_depth": 3, "learning_rate": 0.1, "n_jobs": 1, "random_state": 0}
SVM = {"C": 1, "gamma": 0.05}

# C and k are those of fits.ts. saga may go on until its own default tolerance is met.
ESTIMATORS = {
    "ridge": {
        "scikit-learn lbfgs": ("sklearn.linear_model.LogisticRegression", {"max_iter": 100_000}),
        "scikit-learn newton-cholesky": (
            "sklearn.linear_model.LogisticRegression",
            {"solver": "newton-cholesky"},
        ),
        "intelex lbfgs": ("sklearnex.linear_model.LogisticRegression", {"max_iter": 100_000}),
    },
    "elastic net": {
        "scikit-learn saga": (
            "sklearn.linear_model.LogisticRegression",
            {"solver": "saga", "l1_ratio": 0.5, "max_iter": 100_000, "random_state": 0},
        ),
    },
    "naive Bayes": {SKLEARN: ("sklearn.naive_bayes.GaussianNB", {})},
    "tree": {SKLEARN: ("sklearn.tree.DecisionTreeClassifier", {"random_state": 0})},
    "forest": {
        SKLEARN: ("sklearn.ensemble.RandomForestClassifier", {}),
        INTELEX: ("sklearnex.ensemble.RandomForestClassifier", {"n_jobs": 1}),
    },
    "boosting": {
        SKLEARN: ("sklearn.ensemble.GradientBoostingClassifier", {"random_state": 0}),
        "scikit-learn hist": (
            "sklearn.ensemble.HistGradientBoostingClassifier",
            {"max_depth": 3, "min_samples_leaf": 1, "early_stopping": False, "random_state": 0},
        ),
        "LightGBM": (
            "lightgbm.LGBMClassifier",
            {**BOOSTING, "num_leaves": 8, "min_child_samples": 1, "verbosity": -1},
        ),
        "XGBoost hist": ("xgboost.XGBClassifier", {**BOOSTING, "tree_method": "hist"}),
    },
    "neighbours": {
        SKLEARN: ("sklearn.neighbors.KNeighborsClassifier", {"n_neighbors": 10}),
        INTELEX: ("sklearnex.neighbors.KNeighborsClassifier", {"n_neighbors": 10}),
    },
    "svm": {
        SKLEARN: ("sklearn.svm.SVC", SVM),
        "scikit-learn with probabilities": (
            "sklearn.svm.SVC",
            {**SVM, "probability": True, "random_state": 0},
        ),
        INTELEX: ("sklearnex.svm.SVC", SVM),
    },
    "isolation forest": {SKLEARN: ("sklearn.ensemble.IsolationForest", {})},
    "local outlier factor": {
        SKLEARN: ("sklearn.neighbors.LocalOutlierFactor", {"novelty": True}),
        INTELEX: ("sklearnex.neighbors.LocalOutlierFactor", {"novelty": True}),
    },
}
ASKED = {"neighbours", "isolation forest", "local outlier factor"}
DRAWING = {"forest", "isolation forest"}
DETECTORS = {"isolation forest", "local outlier factor"}
FAR = 31.41  # fits.ts has the same


def report(make, fit):
    if "daal4py" in sys.modules:
        import_module("daal4py").daalinit(1)
    rows, columns, model = fit["rows"], fit["columns"], fit["model"]
    stem = Path(fit["data"]) / f"{rows}x{columns}"
    X = np.fromfile(f"{stem}.X.float64").reshape(-1, columns)
    y = np.fromfile(f"{stem}.y.uint8", dtype=np.uint8)
    if model in DETECTORS:
        y = (X**2).sum(axis=1) > FAR

    def train(seed=fit["seeds"][0]):
        estimator = make(seed)
        return estimator.fit(X[:rows]) if model in DETECTORS else estimator.fit(X[:rows], y[:rows])

    def predict(estimator):
        if model in DETECTORS:
            return -estimator.score_samples(X[rows:])
        if not hasattr(estimator, "predict_proba"):
            return estimator.decision_function(X[rows:])
        return estimator.predict_proba(X[rows:])[:, 1]

    if model in ASKED:
        first, seconds, p, memory = timed(lambda: predict(train()))
    else:
        first, seconds, estimator, memory = timed(train)
        p = predict(estimator)
    answers = [p, *(predict(train(seed)) for seed in fit["seeds"][1:])]
    aucs = [float(roc_auc_score(y[rows:], p)) for p in answers]
    return {"first": first, "seconds": seconds, "aucs": aucs, "memory": memory}


def maker(rival, fit):
    path, settings = ESTIMATORS[fit["model"]][rival]
    module, name = path.rsplit(".", 1)
    if fit["model"] in {"forest", "boosting"}:
        settings = {**settings, "max_iter" if "Hist" in name else "n_estimators": fit["trees"]}
    estimator = getattr(import_module(module), name)
    drawn = fit["model"] in DRAWING
    return lambda seed: estimator(**settings, **({"random_state": seed} if drawn else {}))


for line in sys.stdin:
    asked = json.loads(line)
    make = maker(asked["rival"], asked["fit"])
    child = os.fork()
    if child == 0:
        print(json.dumps(report(make, asked["fit"])), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{asked} failed")
