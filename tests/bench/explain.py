"""SHAP values by the package shap, timed as explain.ts does it; null where there is no shap."""
import json
import runpy
import statistics
import time

from sklearn.ensemble import RandomForestClassifier

made = runpy.run_path("tests/reference/columns.py")
X, disease = made["X"], made["disease"]
forest = RandomForestClassifier(100, random_state=0).fit(X, disease)


def timed(times, work):
    seconds = []
    for _ in range(times + 1):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def by_paths():
    # The check compares sums with predictions: our side has none either.
    return shap.TreeExplainer(forest).shap_values(X, check_additivity=False)


def interventional():
    explainer = shap.TreeExplainer(forest, X[::3], feature_perturbation="interventional")
    return explainer.shap_values(X, check_additivity=False)


try:
    import shap

    report = {"path-dependent": timed(3, by_paths), "interventional": timed(2, interventional)}
except ImportError:
    report = None
print(json.dumps(report))
