"""scikit-learn's isotonic regression of the shared predictions.

Run from the root of the repository: python tests/reference/calibration-isotonic.py
"""

import json
import platform

import sklearn
from sklearn.isotonic import IsotonicRegression

with open("tests/reference/metrics-predictions.json") as file:
    predictions = json.load(file)
at = [0.0, 0.04, 0.1, 0.21, 0.33, 0.46, 0.5, 0.58, 0.71, 0.83, 0.9, 0.97, 1.0]


def fitted(name):
    isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    return isotonic.fit(predictions[name], predictions["label"]).predict(at).tolist()


with open("tests/reference/calibration-isotonic.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "scikit-learn": sklearn.__version__,
            },
            "at": at,
            **{name: fitted(name) for name in ("logistic", "neighbours")},
        },
        file,
        indent=1,
    )
