"""The job of grids.ts with scikit-learn, timed part by part.

grids.py pipe|lean [part]; all but "svm with probabilities" where no part is named.

pipe: what a user writes: Pipeline, ColumnTransformer and GridSearchCV on a pandas table.
lean: the same estimators on arrays that are encoded once a fold, by hand and without pandas.
"""
import csv
import json
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import ParameterGrid, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from measured import peak_memory

LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}
NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]

GRIDS = {
    "neighbours": (KNeighborsClassifier(), {"n_neighbors": [1, 3, 5, 10, 50, 100]}, 10),
    "elastic net": (
        LogisticRegression(solver="saga", max_iter=100_000, random_state=0),
        {"C": [1e-4, 1e-3, 0.01, 0.1, 1, 10], "l1_ratio": [0.1, 0.2, 0.4, 0.6, 0.8, 0.9]},
        10,
    ),
    "tree": (DecisionTreeClassifier(random_state=0), {"max_depth": [1, 2, 3, 4, 6, 8]}, 10),
    "forest": (RandomForestClassifier(random_state=0), {"n_estimators": [100]}, 10),
    "svm": (SVC(), {"C": [0.1, 1, 10], "gamma": [0.01, 0.1]}, 5),
    "svm with probabilities": (
        SVC(probability=True, random_state=0),
        {"C": [0.1, 1, 10], "gamma": [0.01, 0.1]},
        5,
    ),
}
UNSCALED = ["tree", "forest"]


def pipe():
    import pandas
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    patients = pandas.read_csv("data/cleveland.csv")
    labels = (patients["disease"] == "yes").astype(int)

    def score(name):
        estimator, grid, folds = GRIDS[name]
        median = SimpleImputer(strategy="median")
        numbers = median if name in UNSCALED else make_pipeline(median, StandardScaler())
        levels = make_pipeline(
            SimpleImputer(strategy="most_frequent"),
            OneHotEncoder(categories=list(LEVELS.values()), sparse_output=False),
        )
        prepare = ColumnTransformer(
            [("numbers", numbers, NUMBERS), ("levels", levels, list(LEVELS))]
        )
        search = GridSearchCV(
            Pipeline([("prepare", prepare), ("model", estimator)]),
            {f"model__{setting}": values for setting, values in grid.items()},
            scoring="roc_auc",
            cv=StratifiedKFold(folds, shuffle=True, random_state=42),
            refit=False,
        )
        return search.fit(patients, labels).cv_results_["mean_test_score"]

    return score


def lean():
    with open("data/cleveland.csv", newline="") as file:
        patients = list(csv.DictReader(file))
    labels = np.array([row["disease"] == "yes" for row in patients], int)
    features = [name for name in patients[0] if name not in ("id", "disease")]
    cells = {
        name: np.array([LEVELS[name].index(row[name]) if row[name] else -1 for row in patients])
        if name in LEVELS
        else np.array([float(row[name] or "nan") for row in patients])
        for name in features
    }

    def encode(train, scaled):
        columns = []
        for name in features:
            x = cells[name]
            if name in LEVELS:
                seen = np.bincount(x[train][x[train] >= 0], minlength=len(LEVELS[name]))
                x = np.where(x < 0, seen.argmax(), x)
                columns += [x == level for level in range(len(LEVELS[name]))]
            else:
                x = np.where(np.isnan(x), np.nanmedian(x[train]), x)
                columns.append((x - x[train].mean()) / x[train].std() if scaled else x)
        return np.column_stack(columns).astype(float)

    def score(name):
        estimator, grid, folds = GRIDS[name]
        splitter = StratifiedKFold(folds, shuffle=True, random_state=42)
        scores = []
        for train, test in splitter.split(labels, labels):
            X = encode(train, name not in UNSCALED)
            X_train, y_train, X_test, y_test = X[train], labels[train], X[test], labels[test]
            for settings in ParameterGrid(grid):
                estimator.set_params(**settings).fit(X_train, y_train)
                if name == "svm":
                    p = estimator.decision_function(X_test)
                else:
                    p = estimator.predict_proba(X_test)[:, 1]
                scores.append(roc_auc_score(y_test, p))
        return np.reshape(scores, (folds, -1)).mean(axis=0)

    return score


warnings.simplefilter("ignore", FutureWarning)  # probability=True is to leave scikit-learn
score = {"pipe": pipe, "lean": lean}[sys.argv[1]]()
parts = {}
for name in sys.argv[2:] or list(GRIDS)[:5]:
    start = time.perf_counter()
    aucs = score(name)
    parts[name] = {"seconds": time.perf_counter() - start, "aucs": list(aucs)}
print(json.dumps({"parts": parts, "memory": peak_memory()}))
