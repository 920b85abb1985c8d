"""imbalanced-learn's random under-sampling of the cardiotocograms, as row numbers.

Run from the root of the repository: python tests/reference/undersample.py
"""
import json
import platform

import imblearn
import numpy as np
import pandas as pd
from imblearn.under_sampling import RandomUnderSampler

y = (pd.read_csv("data/cardiotocography.csv")["state"] == "pathologic").to_numpy(int)
rows = np.arange(len(y)).reshape(-1, 1)

draws = []
for ratio, seed in [(1.0, 0), (0.5, 42)]:
    sampler = RandomUnderSampler(sampling_strategy=ratio, random_state=seed)
    sampler.fit_resample(rows, y)
    draws.append({"ratio": ratio, "seed": seed, "rows": sorted(sampler.sample_indices_.tolist())})

json.dump(
    {
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "imbalanced-learn": imblearn.__version__,
        },
        "draws": draws,
    },
    open("tests/reference/undersample.json", "w"),
)
