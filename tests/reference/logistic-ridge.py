"""scikit-learn's ridge logistic regression on the 303 Cleveland patients, prepared as ours are.

Run from the root of the repository: python tests/reference/logistic-ridge.py
"""
import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.linear_model import LogisticRegression

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
columns = []
for name in patients.columns.drop(["id", "disease"]):
    cells = patients[name]
    if name in LEVELS:
        cells = cells.fillna(cells.mode()[0])
        columns += [(cells == level).to_numpy(float) for level in LEVELS[name]]
    else:
        cells = cells.fillna(cells.median()).to_numpy(float)
        columns.append((cells - cells.mean()) / cells.std())
X = np.column_stack(columns)

fits = []
for l2 in [0.01, 1, 30]:
    for class_weight in [None, "balanced"]:
        model = LogisticRegression(
            C=1 / l2, class_weight=class_weight, solver="newton-cholesky", tol=1e-12
        ).fit(X, y)
        fits.append({
            "l2": l2,
            "classWeights": class_weight,
            "intercept": model.intercept_[0],
            "weights": model.coef_[0].tolist(),
        })

with open("tests/reference/logistic-ridge.json", "w") as file:
    json.dump({
        "made": "python tests/reference/logistic-ridge.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "fits": fits,
    }, file)
    file.write("\n")
