"""Decision curves of the shared predictions by the dcurves package.

Run from the root of the repository: python tests/reference/netbenefit.py
"""

import json
import platform
from importlib.metadata import version

import dcurves
import pandas

with open("tests/reference/metrics-predictions.json") as file:
    predictions = json.load(file)
table = pandas.DataFrame({key: predictions[key] for key in ("label", "logistic", "neighbours")})
thresholds = [0.02, 0.05, 0.1, 0.25, 0.37, 0.4, 0.5, 0.75, 0.9]
curves = dcurves.dca(
    data=table,
    outcome="label",
    modelnames=["logistic", "neighbours"],
    thresholds=thresholds,
    nper=100,
)


def column(model, name):
    rows = curves[curves["model"] == model].sort_values("threshold")
    return rows[name].tolist()


with open("tests/reference/netbenefit.json", "w") as file:
    json.dump(
        {
            "versions": {"python": platform.python_version(), "dcurves": version("dcurves")},
            "thresholds": thresholds,
            "treatAll": column("all", "net_benefit"),
            **{
                model: {
                    "netBenefit": column(model, "net_benefit"),
                    "interventionsAvoided": column(model, "net_intervention_avoided"),
                }
                for model in ("logistic", "neighbours")
            },
        },
        file,
        indent=1,
    )
