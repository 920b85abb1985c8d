"""Read, predict and write by pandas with a scikit-learn pipeline, as `deno task score` does.

score.py IN OUT: one line of JSON with the seconds, the peak memory and the versions.
"""

import json
import resource
import sys
import time

import pandas
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
LEVELS = ["sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]

source, target = sys.argv[1:]
patients = pandas.read_csv("data/cleveland.csv")
model = make_pipeline(
    make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
        (make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder()), LEVELS),
    ),
    LogisticRegression(C=1),
)
model.fit(patients[NUMBERS + LEVELS], patients["disease"])

start = time.perf_counter()
# In pieces, so that memory stays flat as ours does.
for i, rows in enumerate(pandas.read_csv(source, chunksize=500_000)):
    rows["p"] = model.predict_proba(rows[NUMBERS + LEVELS])[:, 1]
    rows["decision"] = (rows["p"] >= 0.2).map({True: "diseased", False: "healthy"})
    rows.to_csv(target, index=False, header=i == 0, mode="w" if i == 0 else "a")
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
versions = f"pandas {pandas.__version__}, scikit-learn {sklearn.__version__}"
print(json.dumps({"seconds": seconds, "megabytes": peak, "versions": versions}))
