"""scikit-learn's k nearest neighbours on the Cleveland patients, fold by fold.

Run from the root of the repository: python tests/reference/neighbours.py
"""
import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
CATEGORIES = ["sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]

patients = pd.read_csv("data/cleveland.csv")
y = (patients["disease"] == "yes").to_numpy(int)
X = patients[NUMBERS + CATEGORIES]
# Fixed before folding: some levels have only a few patients.
levels = [sorted(X[name].dropna().unique()) for name in CATEGORIES]
prepare = ColumnTransformer([
    ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
    ("categories", make_pipeline(
        SimpleImputer(strategy="most_frequent"),
        OneHotEncoder(categories=levels, sparse_output=False),
    ), CATEGORIES),
])

folds = list(StratifiedKFold(10, shuffle=True, random_state=42).split(X, y))

models = []
for weights in ["uniform", "distance"]:
    for k in [1, 3, 5, 10, 50, 100]:
        p = np.zeros(len(y))
        auc = []
        for train, test in folds:
            knn = KNeighborsClassifier(k, weights=weights, algorithm="brute")
            fitted = make_pipeline(prepare, knn).fit(X.iloc[train], y[train])
            p[test] = fitted.predict_proba(X.iloc[test])[:, 1]
            auc.append(roc_auc_score(y[test], p[test]))
        models.append({"k": k, "weights": weights, "auc": auc, "p": p.tolist()})

with open("tests/reference/neighbours.json", "w") as file:
    json.dump({
        "made": "python tests/reference/neighbours.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "models": models,
    }, file)
    file.write("\n")
