"""Freezes what scikit-learn's inspection, shap and lime say of the models in shap.json.

The forest and the boosted trees are those that shap.py froze, read by their settings and seeds; the
columns are made as there. Run from the repository's root: python tests/reference/explain.py
"""
import importlib.metadata
import json
import runpy
import sys

sys.path.pop(0)  # a file here has the name of a package

import lime.lime_tabular
import numpy
import shap
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.tree import DecisionTreeClassifier

made = runpy.run_path("tests/reference/columns.py")
X, disease = made["X"], made["disease"]
models = {
    "tree": DecisionTreeClassifier(max_depth=4, random_state=0),
    "forest": RandomForestClassifier(10, max_depth=6, random_state=0),
    "boosting": GradientBoostingClassifier(n_estimators=30, learning_rate=0.1, random_state=0),
}
for model in models.values():
    model.fit(X, disease)


def by_paths(model):
    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    values = numpy.asarray(explainer.shap_values(X[::60], check_additivity=False))
    base = numpy.ravel(explainer.expected_value)
    if values.ndim == 3:
        values, base = values[:, :, 1], base[1:]
    return {"base": float(base[0]), "values": values.tolist()}


forest = models["forest"]

# The generator of each column starts from this draw of the caller's seed.
column_seed = int(numpy.random.RandomState(7).randint(numpy.iinfo(numpy.int32).max + 1))
permuted = permutation_importance(
    forest, X, disease, scoring="roc_auc", n_repeats=5, random_state=7
)
grid = [120.0, 140.0, 160.0, 180.0]
column = made["names"].index("thalach")
dependence = partial_dependence(
    forest, X, [column], custom_values={column: numpy.array(grid)}, kind="both", method="brute",
    response_method="predict_proba",
)

eight = [made["names"].index(name) for name in
         ["age", "trestbps", "chol", "thalach", "oldpeak", "ca", "sex: male", "exang: yes"]]
small = RandomForestClassifier(5, max_depth=4, random_state=0).fit(X[:, eight], disease)
kernel = shap.KernelExplainer(lambda rows: small.predict_proba(rows)[:, 1], X[::30][:, eight])
exact = kernel.shap_values(X[[0, 1, 2]][:, eight], nsamples=2**8, l1_reg=False)

categories = [6, 7]
explainer = lime.lime_tabular.LimeTabularExplainer(
    X[:, eight], discretize_continuous=False, categorical_features=categories,
    random_state=numpy.random.RandomState(5),
)
# Two explanations from one explainer go on drawing from one stream: the first is enough.
told = explainer.explain_instance(
    X[0, eight], small.predict_proba, num_features=8, num_samples=1000, labels=(1,)
)


def nodes(estimator):
    tree = estimator.tree_
    inner = tree.feature >= 0
    return {
        "feature": numpy.where(inner, tree.feature, -1).tolist(),
        "threshold": numpy.where(inner, tree.threshold, 0).tolist(),
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": tree.value[:, 0, 1].tolist(),
        "weight": tree.weighted_n_node_samples.tolist(),
    }


reference = {
    "versions": {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "scikit-learn": sklearn.__version__,
        "shap": shap.__version__,
        "lime": importlib.metadata.version("lime"),
    },
    "paths": {name: by_paths(model) for name, model in models.items()},
    "impurity": {
        name: models[name].feature_importances_.tolist() for name in ["tree", "forest"]
    },
    "permutation": {"seed": column_seed, "importances": permuted.importances.tolist()},
    "dependence": {
        "column": column,
        "values": grid,
        "mean": dependence["average"][0].tolist(),
        "curves": dependence["individual"][0][:5].tolist(),
    },
    "small": [nodes(each) for each in small.estimators_],
    "eight": eight,
    "kernel": {"base": float(kernel.expected_value), "values": exact.tolist()},
    "lime": {
        "intercept": told.intercept[1],
        "weights": [weight for _, weight in sorted(told.local_exp[1])],
        "fidelity": told.score,
        "local": float(told.local_pred[0]),
    },
}
with open("tests/reference/explain.json", "w") as file:
    json.dump(reference, file)
