"""SciPy's answers for the drift tests: Kolmogorov-Smirnov, chi-square, and Kolmogorov's limit.

Run from the root of the repository: python tests/reference/drift.py
"""

import json
import platform

import numpy
import pandas
import scipy
from scipy.special import kolmogorov
from scipy.stats import chi2, chi2_contingency, ks_2samp

patients = pandas.read_csv("data/cleveland.csv")


def smirnov(first, second):
    exact = ks_2samp(first, second, method="exact")
    # ks_2samp's method="asymp" is another thing: one sample's exact distribution, at a rounded size.
    n, m = len(first), len(second)
    return {
        "first": [float(x) for x in first],
        "second": [float(x) for x in second],
        "statistic": float(exact.statistic),
        "exact": float(exact.pvalue),
        "limit": float(kolmogorov(numpy.sqrt(n * m / (n + m)) * exact.statistic)),
    }


# No ties: SciPy's exact p-value does not know of them.
random = numpy.random.RandomState(8)
untied = [
    smirnov(numpy.round(random.normal(size=n), 9), numpy.round(random.normal(shift, size=m), 9))
    for n, m, shift in [(5, 7, 0), (12, 12, 1), (30, 50, 0.2), (100, 60, 0.7), (303, 100, 0.3)]
]

women = patients[patients["sex"] == "female"]
men = patients[patients["sex"] == "male"]


def homogeneity(column):
    table = pandas.crosstab(patients["sex"], patients[column])
    answer = chi2_contingency(table, correction=False)
    return {
        "column": column,
        "levels": list(table.columns),
        "female": [int(x) for x in table.loc["female"]],
        "male": [int(x) for x in table.loc["male"]],
        "statistic": float(answer.statistic),
        "pValue": float(answer.pvalue),
    }


def stability(column, bins):
    """The index over equal-width bins without an empty one, by its definition."""
    edges = numpy.linspace(patients[column].min(), patients[column].max(), bins + 1)
    first, second = (numpy.histogram(part[column], edges)[0] for part in (women, men))
    r, q = first / first.sum(), second / second.sum()
    scale = 1 / first.sum() + 1 / second.sum()
    index = float(numpy.sum((q - r) * numpy.log(q / r)))
    return {
        "reference": [int(x) for x in first],
        "recent": [int(x) for x in second],
        "index": index,
        "limit": float(scale * chi2.ppf(0.95, bins - 1)),
        "pValue": float(chi2.sf(index / scale, bins - 1)),
    }


with open("tests/reference/drift.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "scipy": scipy.__version__,
                "numpy": numpy.__version__,
            },
            "untied": untied,
            "limits": [[x, float(kolmogorov(x))] for x in [0.05, 0.2, 0.5, 0.9, 1, 1.1, 1.5, 2, 4]],
            "chiSquare": [homogeneity(column) for column in ["cp", "exang", "thal", "fbs"]],
            "stability": stability("thalach", 4),
        },
        file,
        indent=1,
    )
    file.write("\n")
