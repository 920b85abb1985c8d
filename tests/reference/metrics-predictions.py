"""Out-of-fold predictions that the references of measure/ and choose/ share.

Two models on the Cleveland patients, ten stratified folds: a ridge logistic regression, all of
whose probabilities differ, and 25 neighbours, whose probabilities tie.

Run from the root of the repository: python tests/reference/metrics-predictions.py
"""

import json
import platform

import pandas
import sklearn
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

patients = pandas.read_csv("data/cleveland.csv")
label = (patients["disease"] == "yes").astype(int)
X = patients.drop(columns=["id", "disease"])
numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
levels = make_pipeline(
    SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")
)
prepared = make_column_transformer(
    (numbers, make_column_selector(dtype_include="number")),
    (levels, make_column_selector(dtype_exclude="number")),
)
folds = StratifiedKFold(10, shuffle=True, random_state=42)
models = {
    "logistic": LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12),
    "neighbours": KNeighborsClassifier(25),
}
split = [0] * len(label)
for fold, (_, test) in enumerate(folds.split(X, label)):
    for row in test:
        split[row] = fold

answer = {
    "versions": {"python": platform.python_version(), "scikit-learn": sklearn.__version__},
    "label": label.tolist(),
    "split": split,
    **{
        name: cross_val_predict(
            make_pipeline(prepared, model), X, label, cv=folds, method="predict_proba"
        )[:, 1].tolist()
        for name, model in models.items()
    },
}
with open("tests/reference/metrics-predictions.json", "w") as file:
    json.dump(answer, file)
