"""scikit-learn's imputations of Cleveland numbers with cells taken out by a rule.

Run from the root of the repository: python tests/reference/imputation.py
"""

import json
import platform

import numpy
import pandas
import sklearn
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
BINARY = {"sex": "male", "fbs": "yes", "exang": "yes"}
LEVELS = {
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}
TRAINING_ROWS = 200

patients = pandas.read_csv("data/cleveland.csv")
numbers = patients[NUMBERS].to_numpy(dtype=float)
for row in range(numbers.shape[0]):
    for column in range(numbers.shape[1]):
        if (7 * row + 5 * column * column + row // 9) % 11 == 0:
            numbers[row, column] = numpy.nan
missing = numpy.isnan(numbers)

scaler = StandardScaler().fit(numbers[:TRAINING_ROWS])
standardised = scaler.transform(numbers)


def imputed(imputer, others):
    """Fitted on the training rows; the missing numbers of all rows, row by row."""
    X = numpy.column_stack([standardised, others])
    imputer.fit(X[:TRAINING_ROWS])
    filled = scaler.inverse_transform(imputer.transform(X)[:, : len(NUMBERS)])
    return [[int(i), NUMBERS[j], float(filled[i, j])] for i, j in zip(*numpy.nonzero(missing))]


binary = numpy.column_stack([patients[name] == level for name, level in BINARY.items()])
thal = patients["thal"].fillna(patients["thal"][:TRAINING_ROWS].mode()[0])
levels = numpy.column_stack(
    [patients["cp"] == level for level in LEVELS["cp"]]
    + [thal == level for level in LEVELS["thal"]]
)

with open("tests/reference/imputation.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "scikit-learn": sklearn.__version__,
            },
            "trainingRows": TRAINING_ROWS,
            "neighbours": imputed(KNNImputer(n_neighbors=5), binary.astype(float)),
            "iterative": imputed(
                IterativeImputer(Ridge(alpha=2.0), max_iter=4, tol=0), levels.astype(float)
            ),
        },
        file,
    )
