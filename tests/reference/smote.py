"""imbalanced-learn's SMOTE of Cleveland numbers, standardised within the rarer outcome.

Run from the root of the repository: python tests/reference/smote.py
"""

import json
import platform

import imblearn
import numpy
import pandas
from imblearn.over_sampling import SMOTE

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak"]

patients = pandas.read_csv("data/cleveland.csv")
diseased = (patients["disease"] == "yes").to_numpy()
kept = ~diseased | (numpy.arange(len(patients)) % 3 == 0)
numbers = patients.loc[kept, NUMBERS].to_numpy(dtype=float)
label = diseased[kept].astype(int)

rarer = numbers[label == 1]
mean, deviation = rarer.mean(axis=0), rarer.std(axis=0)
sampler = SMOTE(k_neighbors=5, sampling_strategy=0.8, random_state=7)
resampled, _ = sampler.fit_resample((numbers - mean) / deviation, label)
made = resampled[len(numbers):] * deviation + mean

with open("tests/reference/smote.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "imbalanced-learn": imblearn.__version__,
                "numpy": numpy.__version__,
            },
            "made": made.tolist(),
        },
        file,
    )
