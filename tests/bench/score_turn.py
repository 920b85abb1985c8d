"""Read, predict and write by pandas with a scikit-learn pipeline, as `deno task score` does.

score_turn.py IN OUT: one line of JSON with the seconds on the processor and the peak memory.
"""

import json
import sys
import time

import pandas
from measured import peak_memory
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

before, scored = time.process_time(), 0
# In pieces, so that memory stays flat as ours does.
for i, rows in enumerate(pandas.read_csv(source, chunksize=500_000)):
    rows["p"] = model.predict_proba(rows[NUMBERS + LEVELS])[:, 1]
    rows["decision"] = (rows["p"] >= 0.2).map({True: "diseased", False: "healthy"})
    rows.to_csv(target, index=False, header=i == 0, mode="w" if i == 0 else "a")
    scored += len(rows)
seconds = time.process_time() - before
print(json.dumps({"seconds": seconds, "memory": peak_memory(), "found": f"{scored:,} scored"}))
