"""Freezes scikit-learn's stratified folds of the Cleveland patients for five seeds.

Run from the repository's root: python tests/reference/folds.py
"""
import csv
import json

import numpy
import sklearn
from sklearn.model_selection import RepeatedStratifiedKFold, StratifiedKFold

with open("data/cleveland.csv", newline="") as file:
    labels = [int(row["disease"] == "yes") for row in csv.DictReader(file)]


def test_fold_of_each_row(splitter):
    folds = []
    for fold, (_, test) in enumerate(splitter.split(labels, labels)):
        folds.extend((int(row), fold) for row in test)
    return [fold for _, fold in sorted(folds)]


answer = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "test_fold_of_each_row": {
        str(seed): test_fold_of_each_row(StratifiedKFold(10, shuffle=True, random_state=seed))
        for seed in (0, 1, 7, 42, 2026)
    },
    "repeated": [
        [int(row) for row in test]
        for _, test in RepeatedStratifiedKFold(
            n_splits=5, n_repeats=3, random_state=42
        ).split(labels, labels)
    ],
}
with open("tests/reference/folds.json", "w") as file:
    json.dump(answer, file)
    file.write("\n")
