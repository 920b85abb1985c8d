"""Freezes scikit-learn's nested cross-validation of four tuned models on the Cleveland patients.

The outer folds are those of stratifiedFolds(labels, { folds: 10, seed: 42 }); the inner ones, which
choose the settings by the Brier score, are scikit-learn's own.
Run from the repository's root: python tests/reference/tuned-learners.py
"""
import json

import numpy
import pandas
import sklearn
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, recall_score, roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}

patients = pandas.read_csv("data/cleveland.csv")
labels = (patients["disease"] == "yes").astype(int).to_numpy()


def prepared(model):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    levels = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(categories=list(LEVELS.values()))
    )
    columns = ColumnTransformer([("numbers", numbers, NUMBERS), ("levels", levels, list(LEVELS))])
    return make_pipeline(columns, model)


SVM = CalibratedClassifierCV(SVC(), ensemble=False, cv=StratifiedKFold(5, shuffle=True, random_state=1))
models = {
    "elastic net": (
        LogisticRegression(solver="saga", l1_ratio=0.5, tol=1e-6, max_iter=100_000),
        {"C": [0.01, 1 / 30, 0.1, 1 / 3, 1], "l1_ratio": [0.1, 0.5, 0.9]},
    ),
    "SVM": (SVM, {"estimator__C": [0.1, 1, 10], "estimator__gamma": [0.01, 0.1]}),
    "forest": (
        RandomForestClassifier(200, random_state=1),
        {"min_samples_leaf": [1, 3, 5]},
    ),
    "neighbours": (KNeighborsClassifier(), {"n_neighbors": [5, 10, 20, 30, 50, 70]}),
}
if sklearn.__version__ < "1.8":
    models["elastic net"][0].set_params(penalty="elasticnet")

outer = StratifiedKFold(10, shuffle=True, random_state=42)
inner = StratifiedKFold(5, shuffle=True, random_state=1)
figures = {}
for name, (model, grid) in models.items():
    pipeline = prepared(model)
    step = pipeline.steps[-1][0]
    grid = {f"{step}__{key}": values for key, values in grid.items()}
    search = GridSearchCV(pipeline, grid, scoring="neg_brier_score", cv=inner)
    p = cross_val_predict(search, patients, labels, cv=outer, method="predict_proba")[:, 1]
    called = p >= 0.5
    figures[name] = {
        "rocAuc": roc_auc_score(labels, p),
        "recall": recall_score(labels, called),
        "specificity": recall_score(1 - labels, ~called),
        "brier": brier_score_loss(labels, p),
    }
    print(name, figures[name], flush=True)

answer = {
    "versions": {
        "scikit-learn": sklearn.__version__,
        "pandas": pandas.__version__,
        "numpy": numpy.__version__,
    },
    "figures": figures,
}
with open("tests/reference/tuned-learners.json", "w") as file:
    json.dump(answer, file)
    file.write("\n")
