"""scikit-learn's (libsvm's) support vector machines on the Cleveland patients.

libsvm keeps its kernel matrix as 32-bit numbers, so that however small its tolerance, it solves a
problem that is off in the eighth digit; at a large C decision values are then off in the fifth.
`libsvm` is what it says. `exact` starts from there and solves the optimality conditions, which
are linear once it is known which rows are at their bounds, in 64 bits, and checks them.

Run from the root of the repository: python tests/reference/svm.py
"""
import json
import platform
import warnings

import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy.optimize import root
from sklearn.impute import SimpleImputer
from sklearn.metrics.pairwise import linear_kernel, rbf_kernel
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from sklearn.utils.class_weight import compute_sample_weight

warnings.simplefilter("ignore", FutureWarning)  # probability=True is to leave scikit-learn

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
CATEGORIES = ["sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]

patients = pd.read_csv("data/cleveland.csv")
y = (patients["disease"] == "yes").to_numpy(int)
sign = 2 * y - 1
numbers = StandardScaler().fit_transform(
    SimpleImputer(strategy="median").fit_transform(patients[NUMBERS]))
categories = OneHotEncoder(sparse_output=False).fit_transform(
    SimpleImputer(strategy="most_frequent").fit_transform(patients[CATEGORIES]))
X = np.hstack([numbers, categories])

train = np.arange(len(y)) % 3 != 0  # the other patients are only decided upon


def exact(svc, kernel, bounds):
    """Decision values of all patients and the dual objective, by the optimality conditions."""
    K = kernel[np.ix_(train, train)]
    target = sign[train].astype(float)
    beta = np.zeros(train.sum())
    beta[svc.support_] = svc.dual_coef_[0]
    at_bound = np.abs(beta) > bounds * (1 - 1e-7)
    beta[at_bound] = target[at_bound] * bounds[at_bound]
    free = ~at_bound & (np.abs(beta) > bounds * 1e-7)
    beta[~at_bound & ~free] = 0
    fixed = np.where(free, 0, beta)
    n = free.sum()
    system = np.ones((n + 1, n + 1))
    system[:n, :n] = K[np.ix_(free, free)]
    system[n, n] = 0
    right = np.append(target[free] - K[free] @ fixed, -fixed.sum())
    *beta[free], intercept = np.linalg.solve(system, right)

    margin = target * (K @ beta + intercept) - 1
    assert np.all(target * beta >= 0) and np.all(target * beta <= bounds)
    assert np.all(margin[at_bound] < 1e-9) and np.all(margin[beta == 0] > -1e-9)
    objective = np.abs(beta).sum() - beta @ K @ beta / 2
    return kernel[:, train] @ beta + intercept, objective


def platt(decisions, labels):
    """Slope and intercept of the sigmoid: where the derivatives of Platt's likelihood vanish."""
    positive, negative = labels.sum(), (1 - labels).sum()
    targets = np.where(labels == 1, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def derivatives(ab):
        off = 1 / (1 + np.exp(-(ab[0] * decisions + ab[1]))) - targets
        return [off @ decisions, off.sum()]

    found = root(derivatives, [1, 0], tol=1e-14)
    assert np.abs(derivatives(found.x)).max() < 1e-9
    return {"slope": found.x[0], "intercept": found.x[1]}


models = []
for settings in [
    {"kernel": "rbf", "C": 0.1, "gamma": 0.05},
    {"kernel": "rbf", "C": 1, "gamma": "scale"},
    {"kernel": "rbf", "C": 1, "gamma": 0.3},
    {"kernel": "rbf", "C": 10, "gamma": 0.01},
    {"kernel": "rbf", "C": 100, "gamma": 0.05},
    {"kernel": "linear", "C": 0.1},
    {"kernel": "linear", "C": 10},
    {"kernel": "rbf", "C": 1, "gamma": 0.05, "classWeights": "balanced"},
    {"kernel": "rbf", "C": 1, "gamma": 0.05, "classWeights": [1, 4]},
    {"kernel": "rbf", "C": 1, "gamma": 0.05, "rowWeights": True},
]:
    sample = np.ones(len(y))[train]
    if settings.get("rowWeights"):
        sample = 0.5 + np.arange(train.sum()) % 3
    balance = settings.get("classWeights")
    of_class = compute_sample_weight(
        dict(enumerate(balance)) if isinstance(balance, list) else balance, y[train])
    gamma = settings.get("gamma", "scale")
    svc = SVC(C=settings["C"], kernel=settings["kernel"], gamma=gamma, tol=1e-9)
    svc.fit(X[train], y[train], sample * of_class)
    kernel = rbf_kernel(X, gamma=svc._gamma) if settings["kernel"] == "rbf" else linear_kernel(X)
    decisions, objective = exact(svc, kernel, settings["C"] * sample * of_class)
    from_libsvm = svc.decision_function(X)
    models.append({
        "settings": settings,
        "objective": objective,
        "exact": decisions.tolist(),
        "libsvm": from_libsvm.round(9).tolist(),
    })
    print(settings, "libsvm off by", np.abs(decisions - from_libsvm).max())

with_probability = SVC(C=1, gamma=0.05, probability=True, random_state=0).fit(X[train], y[train])

with open("tests/reference/svm.json", "w") as file:
    json.dump({
        "made": "python tests/reference/svm.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "train": np.flatnonzero(train).tolist(),
        "models": models,
        "sigmoid": platt(np.array(models[1]["exact"]), y),
        "probability": {
            "settings": {"kernel": "rbf", "C": 1, "gamma": 0.05},
            "p": with_probability.predict_proba(X)[:, 1].tolist(),
        },
    }, file)
    file.write("\n")
