"""scikit-learn's preparation of the Cleveland patients, column by column.

Run from the root of the repository: python tests/reference/prepare.py
"""

import json
import platform

import numpy
import pandas
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

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
train, test = patients.iloc[:200], patients.iloc[200:]
transformer = ColumnTransformer([
    ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
    ("levels", make_pipeline(
        SimpleImputer(strategy="most_frequent"),
        OneHotEncoder(categories=list(LEVELS.values()), sparse_output=False),
    ), list(LEVELS)),
])
columns = NUMBERS + [f"{name}: {level}" for name, levels in LEVELS.items() for level in levels]


def summary(values):
    """A sum weighted by the row number notices a row out of place."""
    places = numpy.arange(1, len(values) + 1)
    return {
        column: {
            "sum": float(values[:, j].sum()),
            "squares": float((values[:, j] ** 2).sum()),
            "weighted": float((values[:, j] * places).sum()),
        }
        for j, column in enumerate(columns)
    }


fitted = transformer.fit(train)
with open("tests/reference/prepare.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "scikit-learn": sklearn.__version__,
            },
            "trainingRows": len(train),
            "train": summary(fitted.transform(train)),
            "test": summary(fitted.transform(test)),
        },
        file,
    )
