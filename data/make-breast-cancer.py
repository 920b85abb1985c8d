"""The Breast Cancer Wisconsin (Diagnostic) data as scikit-learn ships them, with words for codes.

Run with scikit-learn 1.9: python data/make-breast-cancer.py > data/breast-cancer.csv
"""
import csv
import sys

from sklearn.datasets import load_breast_cancer

data = load_breast_cancer()
names = [name.replace(" ", "_") for name in data.feature_names]
writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow([*names, "diagnosis"])
for row, target in zip(data.data, data.target):
    writer.writerow([*(format(x, ".10g") for x in row), data.target_names[target]])
