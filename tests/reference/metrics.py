"""scikit-learn's metrics of the shared predictions.

Run from the root of the repository: python tests/reference/metrics.py
"""

import json
import platform

import numpy
import sklearn
from sklearn import metrics

with open("tests/reference/metrics-predictions.json") as file:
    predictions = json.load(file)
label = numpy.array(predictions["label"])


def decisions(p, threshold):
    called = (p >= threshold).astype(int)
    return {
        "recall": metrics.recall_score(label, called),
        "specificity": metrics.recall_score(label, called, pos_label=0),
        "precision": metrics.precision_score(label, called),
        "negativePredictiveValue": metrics.precision_score(label, called, pos_label=0),
        "f1": metrics.f1_score(label, called),
        "accuracy": metrics.accuracy_score(label, called),
        "balancedAccuracy": metrics.balanced_accuracy_score(label, called),
        "kappa": metrics.cohen_kappa_score(label, called),
        "matthews": metrics.matthews_corrcoef(label, called),
    }


def answers(name):
    p = numpy.array(predictions[name])
    fpr, tpr, thresholds = metrics.roc_curve(label, p, drop_intermediate=False)
    # Their precision-recall curve rises in threshold and ends in a made-up point: turned and cut.
    precision, recall, _ = metrics.precision_recall_curve(label, p)
    return {
        "rocAuc": metrics.roc_auc_score(label, p),
        "averagePrecision": metrics.average_precision_score(label, p),
        "brier": metrics.brier_score_loss(label, p),
        "logLoss": metrics.log_loss(label, p) if 0 < p.min() and p.max() < 1 else None,
        "decisions": {str(t): decisions(p, t) for t in (0.5, 0.3)},
        "roc": {"falsePositiveRate": fpr[1:].tolist(), "recall": tpr[1:].tolist(),
                "threshold": thresholds[1:].tolist()},
        "precisionRecall": {"precision": precision[-2::-1].tolist(),
                            "recall": recall[-2::-1].tolist()},
    }


with open("tests/reference/metrics.json", "w") as file:
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "scikit-learn": sklearn.__version__,
            },
            **{name: answers(name) for name in ("logistic", "neighbours")},
        },
        file,
    )
