"""LightGBM and scikit-learn on a table file, as `trainFromFile` trains on it: read, then fit.

file.py KIND PATH: KIND is boosting or logistic; one line of JSON with seconds and peak memory.
"""

import json
import resource
import sys
import time

import numpy
import pandas

kind, path = sys.argv[1:]
start = time.perf_counter()
if path.endswith(".parquet"):
    table = pandas.read_parquet(path)
else:
    table = pandas.read_csv(path, engine="pyarrow")
y = (table.pop("outcome") == "yes").to_numpy()
X = table.to_numpy(dtype=numpy.float32)
del table
read = time.perf_counter() - start

# The same share of rows is held out on both sides.
held = numpy.random.default_rng(1).choice(len(y), 10_000, replace=False)
train = numpy.ones(len(y), dtype=bool)
train[held] = False
from sklearn.metrics import roc_auc_score

start = time.perf_counter()
if kind == "boosting":
    import lightgbm

    settings = dict(
        objective="binary", num_leaves=8, max_depth=3, learning_rate=0.1, num_threads=1,
        min_data_in_leaf=1, min_sum_hessian_in_leaf=0, verbose=-1, force_col_wise=True,
    )
    model = lightgbm.train(settings, lightgbm.Dataset(X[train], y[train]), 100)
    p = model.predict(X[held])
else:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=1)).fit(X[train], y[train])
    p = model.predict_proba(X[held])[:, 1]
fit = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
auc = roc_auc_score(y[held], p)
print(json.dumps({"read": read, "fit": fit, "megabytes": peak, "auc": auc}))
