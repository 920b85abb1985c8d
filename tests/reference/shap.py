"""Freezes the values of the package shap for a tree, a forest, boosted trees and a linear model.

Columns as the preprocessor makes them: raw numbers, a column a level, medians and most frequent
levels for missing cells; for the linear model numbers are standardised. ST depression is in tenths
of a millimetre: shap rounds limits to single precision, and whole numbers do not mind. Each column
is a player, the background is every 15th patient, and every 60th is explained.

Run from the repository's root: python tests/reference/shap.py
"""
import json
import sys

sys.path.pop(0)  # this file has the name of the package

import numpy
import pandas
import shap
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}
patients = pandas.read_csv("data/cleveland.csv", keep_default_na=False, na_values=[""])
disease = (patients.pop("disease") == "yes").to_numpy().astype(int)
cells_of, numbers = [], []
for name, cells in patients.drop(columns="id").items():
    if name in LEVELS:
        filled = cells.fillna(cells.mode()[0])
        cells_of += [(filled == level).to_numpy().astype(float) for level in LEVELS[name]]
    else:
        numbers.append(len(cells_of))
        if name == "oldpeak":
            cells = (10 * cells).round()
        cells_of.append(cells.fillna(cells.median()).to_numpy().astype(float))
X = numpy.column_stack(cells_of)
standardised = X.copy()
standardised[:, numbers] -= X[:, numbers].mean(axis=0)
standardised[:, numbers] /= X[:, numbers].std(axis=0)


def freeze(explainer, rows):
    values, base = numpy.asarray(explainer.shap_values(rows)), explainer.expected_value
    if values.ndim == 3:  # one a class: those of the diseased
        values, base = values[:, :, 1], base[1]
    return {"base": float(numpy.ravel(base)[0]), "values": values.tolist()}


def nodes(estimator, value):
    tree = estimator.tree_
    inner = tree.feature >= 0
    return {
        "feature": numpy.where(inner, tree.feature, -1).tolist(),
        "threshold": numpy.where(inner, tree.threshold, 0).tolist(),
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": value(tree.value).tolist(),
        "weight": tree.weighted_n_node_samples.tolist(),
    }


def trees(model, estimators, value):
    model.fit(X, disease)
    explainer = shap.TreeExplainer(model, X[::15], feature_perturbation="interventional")
    frozen = freeze(explainer, X[::60])
    return {**frozen, "trees": [nodes(each, value) for each in estimators(model)]}


def share(value):
    return value[:, 0, 1]


def step(value):
    return 0.1 * value[:, 0, 0]


linear = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12).fit(standardised, disease)
masker = shap.maskers.Independent(standardised[::15], max_samples=len(X))
reference = {
    "versions": {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "scikit-learn": sklearn.__version__,
        "shap": shap.__version__,
    },
    "tree": trees(DecisionTreeClassifier(max_depth=4, random_state=0), lambda m: [m], share),
    "forest": trees(
        RandomForestClassifier(10, max_depth=6, random_state=0), lambda m: m.estimators_, share
    ),
    "boosting": trees(
        GradientBoostingClassifier(n_estimators=30, learning_rate=0.1, random_state=0),
        lambda m: m.estimators_.ravel(),
        step,
    ),
    "start": float(numpy.log(disease.mean() / (1 - disease.mean()))),
    "logistic": freeze(shap.LinearExplainer(linear, masker), standardised[::60]),
}
with open("tests/reference/shap.json", "w") as file:
    json.dump(reference, file)
