"""scikit-learn's elastic net (saga) on the 303 Cleveland patients, prepared as ours are.

Run from the root of the repository: python tests/reference/elastic-net.py
"""
import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}

patients = pd.read_csv("data/cleveland.csv")
y = (patients["disease"] == "yes").to_numpy(int)


def prepare(train, rows):
    """Fills, scales and encodes `rows` with what `train` shows."""
    columns = []
    for name in patients.columns.drop(["id", "disease"]):
        seen, cells = patients[name].iloc[train], patients[name].iloc[rows]
        if name in LEVELS:
            cells = cells.fillna(seen.mode()[0])
            columns += [(cells == level).to_numpy(float) for level in LEVELS[name]]
        else:
            seen = seen.fillna(seen.median()).to_numpy(float)
            cells = cells.fillna(patients[name].iloc[train].median()).to_numpy(float)
            columns.append((cells - seen.mean()) / seen.std())
    return np.column_stack(columns)


# At tol=1e-9 the intercept is still 3e-6 off.
def saga(penalty, l1_ratio, class_weight=None):
    return LogisticRegression(
        C=1 / penalty, l1_ratio=l1_ratio, class_weight=class_weight, solver="saga",
        tol=1e-12, max_iter=1_000_000, random_state=0,
    )


everybody = np.arange(len(y))
X = prepare(everybody, everybody)
fits = []
for penalty, l1_ratio, class_weight in [
    (0.3, 0.5, None), (3, 0.1, None), (3, 0.5, "balanced"), (3, 0.9, None), (20, 0.5, None),
    (3, 1, None),
]:
    model = saga(penalty, l1_ratio, class_weight).fit(X, y)
    fits.append({
        "penalty": penalty,
        "l1Ratio": l1_ratio,
        "classWeights": class_weight,
        "intercept": model.intercept_[0],
        "weights": model.coef_[0].tolist(),
        "p": model.predict_proba(X)[:10, 1].tolist(),
    })

folds = []
for train, test in StratifiedKFold(10, shuffle=True, random_state=42).split(X, y):
    model = saga(3, 0.5).fit(prepare(train, train), y[train])
    p = model.predict_proba(prepare(train, test))[:, 1]
    folds.append({"test": test.tolist(), "p": p.tolist()})

with open("tests/reference/elastic-net.json", "w") as file:
    json.dump({
        "made": "python tests/reference/elastic-net.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "fits": fits,
        "folds": folds,
    }, file)
    file.write("\n")
