"""SHAP values by the package shap, timed as explain.ts does it; no jobs where there is no shap."""
import json
import runpy

from sklearn.ensemble import RandomForestClassifier

from timed import timed

made = runpy.run_path("tests/reference/columns.py")
X, disease = made["X"], made["disease"]
forest = RandomForestClassifier(100, random_state=0).fit(X, disease)


def by_paths():
    # The check compares sums with predictions: our side has none either.
    return shap.TreeExplainer(forest).shap_values(X, check_additivity=False)


def interventional():
    explainer = shap.TreeExplainer(forest, X[::3], feature_perturbation="interventional")
    return explainer.shap_values(X, check_additivity=False)


def report(work):
    _, seconds, values, _ = timed(work)
    age = abs(values[:, made["names"].index("age"), 1]).mean()
    return {"shap": {"seconds": seconds, "found": f"age moves it by {age:.4f}"}}


try:
    import shap

    jobs = {"SHAP by paths": report(by_paths), "SHAP beside a background": report(interventional)}
except ImportError:
    jobs = {}
print(json.dumps(jobs))
