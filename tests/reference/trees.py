"""Freezes scikit-learn's trees, pruning path, forests and boosted trees.

The Cleveland columns are encoded as the preprocessor does it: raw numbers, a column a level,
medians and most frequent levels for missing cells. The other data are uniform draws, which the
test draws again.

Run from the repository's root: python tests/reference/trees.py
"""
import csv
import json

import numpy
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.tree import DecisionTreeClassifier

LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}
FEATURES = (
    "age sex cp trestbps chol fbs restecg thalach exang oldpeak slope ca thal".split()
)

with open("data/cleveland.csv", newline="") as file:
    patients = list(csv.DictReader(file))
disease = numpy.array([int(row["disease"] == "yes") for row in patients])


def encode(train, rows):
    columns = []
    for name in FEATURES:
        seen = [patients[i][name] for i in train if patients[i][name] != ""]
        if name in LEVELS:
            fill = max(LEVELS[name], key=seen.count)
            cells = [patients[i][name] or fill for i in rows]
            columns += [[float(cell == level) for cell in cells] for level in LEVELS[name]]
        else:
            fill = float(numpy.median([float(cell) for cell in seen]))
            columns.append([float(patients[i][name] or fill) for i in rows])
    return numpy.array(columns).T


def uniform(seed, rows, columns):
    """Columns that interact, and an outcome that they explain in part."""
    X = numpy.random.RandomState(seed).random_sample((rows, columns + 1))
    return X[:, :columns], (X[:, 0] + X[:, 1] * X[:, 2] + X[:, columns] > 1.25).astype(int)


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


def fold_scores(models):
    """The AUC of each model in each fold, preprocessing learned within it."""
    splitter = StratifiedKFold(10, shuffle=True, random_state=42)
    scores = []
    for train, test in splitter.split(disease, disease):
        X, X_test = encode(train, train), encode(train, test)
        fitted = [model.fit(X, disease[train]) for model in models]
        scores.append(
            [roc_auc_score(disease[test], m.predict_proba(X_test)[:, 1]) for m in fitted]
        )
    return scores


everyone = range(len(patients))
X, y = encode(everyone, everyone), disease
U, u = uniform(1, 600, 5)
B, b = uniform(2, 12000, 4)
B = numpy.floor(B * 200)
row_weights = numpy.arange(len(y)) % 4

TREES = [
    ({"seed": 0}, {}),
    ({"seed": 1, "maxDepth": 3}, {"max_depth": 3}),
    ({"seed": 2, "minLeaf": 5}, {"min_samples_leaf": 5}),
    ({"seed": 3, "minSplit": 20, "maxDepth": 6}, {"min_samples_split": 20, "max_depth": 6}),
    ({"seed": 4, "classWeights": [1, 3]}, {"class_weight": {0: 1, 1: 3}}),
    ({"seed": 5, "ccpAlpha": 0.006}, {"ccp_alpha": 0.006}),
]
FORESTS = [
    ({"seed": 0}, {}),
    ({"seed": 1, "maxDepth": 4}, {"max_depth": 4}),
    ({"seed": 2, "minLeaf": 3, "maxFeatures": 9}, {"min_samples_leaf": 3, "max_features": 9}),
    ({"seed": 3, "classWeights": "balanced"}, {"class_weight": "balanced"}),
    ({"seed": 4, "bootstrap": False}, {"bootstrap": False}),
]
BOOSTING = [
    ({"seed": 0}, {}),
    ({"seed": 1, "maxDepth": 2, "learningRate": 0.3}, {"max_depth": 2, "learning_rate": 0.3}),
    ({"seed": 2, "minLeaf": 20, "subsample": 0.5}, {"min_samples_leaf": 20, "subsample": 0.5}),
]


def tree(X, y, seed=0, weights=None, **settings):
    model = DecisionTreeClassifier(random_state=seed, **settings)
    return nodes(model.fit(X, y, sample_weight=weights))


def forest(trees, X, y, seed=0, **settings):
    return RandomForestClassifier(trees, random_state=seed, **settings).fit(X, y)


def staged(X, y, seed=0, **settings):
    model = GradientBoostingClassifier(n_estimators=10, random_state=seed, **settings)
    stages = list(model.fit(X, y).staged_predict_proba(X))
    return [stages[trees - 1][:, 1].tolist() for trees in (1, 5, 10)]


path = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y)
bagged = forest(50, X, y, oob_score=True)
answer = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "trees": [
        {"settings": ours, "tree": tree(X, y, ours["seed"], **theirs)} for ours, theirs in TREES
    ],
    "balancedTree": tree(X, y, class_weight="balanced", max_depth=4, min_samples_leaf=10),
    "rowWeightsTree": tree(X, y, weights=row_weights, max_depth=5),
    "uniformTree": tree(U, u),
    "pruning": {"alphas": path.ccp_alphas.tolist(), "impurities": path.impurities.tolist()},
    "foldAucs": fold_scores(
        [DecisionTreeClassifier(max_depth=depth, random_state=0) for depth in (2, 3, 4, 5, 6, 8)]
        + [RandomForestClassifier(30, random_state=0)]
    ),
    "forests": [
        {
            "settings": ours,
            "trees": [nodes(each) for each in forest(3, X, y, ours["seed"], **theirs).estimators_],
        }
        for ours, theirs in FORESTS
    ],
    "uniformForest": [nodes(each) for each in forest(3, U, u, max_depth=6).estimators_],
    "manyRowsForest": [nodes(each) for each in forest(2, B, b, max_depth=4).estimators_],
    "outOfBag": bagged.oob_decision_function_[:, 1].tolist(),
    "forestProbabilities": bagged.predict_proba(X)[:, 1].tolist(),
    "boosting": [
        {"settings": ours, "stages": staged(X, y, ours["seed"], **theirs)}
        for ours, theirs in BOOSTING
    ],
    "uniformBoosting": staged(U, u),
}
with open("tests/reference/trees.json", "w") as file:
    json.dump(answer, file)
    file.write("\n")
