"""scikit-learn's naive Bayes on the 303 Cleveland patients: Gaussian and categorical together.

Run from the root of the repository: python tests/reference/naive-bayes.py
"""
import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.naive_bayes import CategoricalNB, GaussianNB

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
CATEGORIES = ["sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]

patients = pd.read_csv("data/cleveland.csv")
y = (patients["disease"] == "yes").to_numpy(int)
numbers = patients[NUMBERS].fillna(patients[NUMBERS].median()).to_numpy(float)
codes = np.column_stack([
    patients[name].fillna(patients[name].mode()[0]).astype("category").cat.codes
    for name in CATEGORIES
])


def fit(alpha, var_smoothing, weights):
    gaussian = GaussianNB(var_smoothing=var_smoothing).fit(numbers, y, sample_weight=weights)
    categorical = CategoricalNB(alpha=alpha).fit(codes, y, sample_weight=weights)
    joint = (
        gaussian.predict_joint_log_proba(numbers)
        + categorical.predict_joint_log_proba(codes)
        - np.log(gaussian.class_prior_)
    )
    return (1 / (1 + np.exp(joint[:, 0] - joint[:, 1]))).tolist()


ones = np.ones(len(y))
thirds = 1.0 + np.arange(len(y)) % 3
fits = [
    {"smoothing": alpha, "varianceSmoothing": var_smoothing, "weighted": weights is thirds,
     "p": fit(alpha, var_smoothing, weights)}
    for alpha, var_smoothing, weights in [
        (1, 1e-9, ones),
        (0.2, 1e-3, ones),
        # Row i, from 0, counts 1 + i mod 3. Without smoothing, as the variance that scales it
        # knows nothing of weights.
        (1, 0, thirds),
    ]
]
with open("tests/reference/naive-bayes.json", "w") as file:
    json.dump({
        "made": "python tests/reference/naive-bayes.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "fits": fits,
    }, file)
    file.write("\n")
