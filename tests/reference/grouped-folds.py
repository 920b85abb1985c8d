"""scikit-learn's stratified folds of groups, on the cardiotocograms and on made-up groups.

Run from the root of the repository: python tests/reference/grouped-folds.py
"""
import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.model_selection import StratifiedGroupKFold

recordings = pd.read_csv("data/cardiotocography.csv")
pathologic = (recordings["state"] == "pathologic").to_numpy(int)
# A new group wherever the baseline moves at all: many small groups and some large ones.
by_baseline = np.cumsum(recordings["LB"].diff().fillna(1).to_numpy() != 0) - 1


def dealt(labels, groups, folds, seed):
    """The fold that tests each group."""
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    answer = np.empty(groups.max() + 1, dtype=int)
    for fold, (_, test) in enumerate(splitter.split(labels, labels, groups)):
        answer[groups[test]] = fold
    return answer.tolist()


random = np.random.RandomState(7)
made_up = [
    {
        "labels": labels.tolist(),
        "groups": groups.tolist(),
        "folds": folds,
        "seed": seed,
        "dealt": dealt(labels, groups, folds, seed),
    }
    for folds, seed in [(2, 0), (3, 1), (5, 2)]
    for labels, groups in [(random.randint(0, 2, 60), np.sort(np.arange(60) % 23))]
]

json.dump(
    {
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "recordings": [
            {"folds": 10, "seed": seed, "dealt": dealt(pathologic, by_baseline, 10, seed)}
            for seed in (0, 42)
        ],
        "madeUp": made_up,
    },
    open("tests/reference/grouped-folds.json", "w"),
)
