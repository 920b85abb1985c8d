"""LightGBM and scikit-learn on a table file, as `trainFromFile` trains on it: read, then fit.

train_file_turn.py boosting|logistic PATH: one line of JSON with the seconds on the processor and
the peak memory.
"""

import json
import resource
import sys
import time

import lightgbm
import numpy
import pandas
import pyarrow
from measured import peak_memory
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

kind, path = sys.argv[1:]
# Beyond it the machine is in trouble, not only this process.
resource.setrlimit(resource.RLIMIT_DATA, (16 << 30, 16 << 30))
pyarrow.set_cpu_count(1)

before = time.process_time()
table = pandas.read_csv(path, engine="pyarrow")
y = (table.pop("outcome") == "yes").to_numpy()
X = table.to_numpy(dtype=numpy.float32)
del table
# The same share of rows is held out on both sides.
held = numpy.random.default_rng(1).choice(len(y), 10_000, replace=False)
train = numpy.ones(len(y), dtype=bool)
train[held] = False
if kind == "boosting":
    settings = dict(
        objective="binary", num_leaves=8, max_depth=3, learning_rate=0.1, num_threads=1,
        min_data_in_leaf=1, min_sum_hessian_in_leaf=0, verbose=-1, force_col_wise=True,
    )
    model = lightgbm.train(settings, lightgbm.Dataset(X[train], y[train]), 100)
    p = model.predict(X[held])
else:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1)).fit(X[train], y[train])
    p = model.predict_proba(X[held])[:, 1]
seconds = time.process_time() - before
found = f"AUC {roc_auc_score(y[held], p):.4f}"
print(json.dumps({"seconds": seconds, "memory": peak_memory(), "found": found}))
