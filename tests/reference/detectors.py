"""scikit-learn's and SciPy's anomaly scores of the cardiotocograms, every fifth row.

Run from the root of the repository: python tests/reference/detectors.py
"""
import json
import platform

import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy.stats import median_abs_deviation, zscore
from sklearn.covariance import EmpiricalCovariance
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor

recordings = pd.read_csv("data/cardiotocography.csv")
X = recordings.loc[:, "LB":"Tendency"].to_numpy(float)
Z = zscore(X)

# The median absolute deviation is 0 where most values are the same; then, as Iglewicz and Hoaglin
# have it, the mean absolute deviation stands in.
middle = np.median(X, axis=0)
spread = median_abs_deviation(X, scale="normal")
fallback = np.sqrt(np.pi / 2) * np.mean(np.abs(X - middle), axis=0)
robust = np.abs(X - middle) / np.where(spread > 0, spread, fallback)

train, test = Z[:1500], Z[1500:]
# A k-d tree measures differences; the default would multiply out squares, which loses digits.
local = {"n_neighbors": 20, "algorithm": "kd_tree"}
scores = {
    "zScore": np.abs(Z).max(axis=1),
    "robustZ": robust.max(axis=1),
    "mahalanobis": np.sqrt(EmpiricalCovariance().fit(Z).mahalanobis(Z)),
    "isolationForest": -IsolationForest(random_state=42).fit(Z).score_samples(Z),
    "localOutlier": -LocalOutlierFactor(**local).fit(Z).negative_outlier_factor_,
    "localOutlierOfNew": -LocalOutlierFactor(novelty=True, **local).fit(train).score_samples(test),
}
# The three ways in which scikit-learn draws rows: few of many, some, nearly all.
small = Z[:300]
forests = {
    "few": -IsolationForest(n_estimators=3, max_samples=2, random_state=1)
    .fit(small).score_samples(small),
    "some": -IsolationForest(n_estimators=3, max_samples=100, random_state=1)
    .fit(small).score_samples(small),
    "all": -IsolationForest(n_estimators=3, max_samples=300, random_state=1)
    .fit(small).score_samples(small),
}

json.dump(
    {
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "every": 5,
        "scores": {name: values[::5].tolist() for name, values in scores.items()},
        "forests": {name: values[::5].tolist() for name, values in forests.items()},
    },
    open("tests/reference/detectors.json", "w"),
)
