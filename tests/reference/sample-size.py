"""python tests/reference/sample-size.py > tests/reference/sample-size.json

Needs Python 3.12, pmsampsize 0.1.0 and pmvalsampsize 0.2.1 from PyPI.
"""
import contextlib, io, json, math
import numpy as np
from importlib.metadata import version
from pmsampsize.pmsampsize import pmsampsize
from pmvalsampsize.pmvalsampsize import pmvalsampsize

development = []
for parameters, prevalence, r2 in [(30, .05, .05), (13, .4587, .45), (18, .4587, .38), (24, .174, .288)]:
    with contextlib.redirect_stdout(io.StringIO()):
        out = pmsampsize(type="b", csrsquared=r2, parameters=parameters, prevalence=prevalence)
    development.append(dict(parameters=parameters, prevalence=prevalence, rSquared=r2, needed=[int(row[1]) for row in out["results_table"] if row[0] != "\x01"]))
validation = []
for prevalence, auc, mean, sd in [(.4587, .88, -.2, 1.8), (.36, .88, -.8, 1.6), (.75, .74, 1.2, 1.0), (.05, .8, -3.3, 1.1)]:
    with contextlib.redirect_stdout(io.StringIO()):
        out = pmvalsampsize(type="b", prevalence=prevalence, cstatistic=auc, lpnormal=(mean, sd), oeciwidth=.2, csciwidth=.2, cstatciwidth=.1)
    validation.append(dict(prevalence=prevalence, auc=auc, mean=mean, sd=sd, needed=[int(row[1]) for row in out["results_table"] if row[0] != "\x01"]))
print(json.dumps(dict(versions={p: version(p) for p in ["pmsampsize", "pmvalsampsize", "numpy"]}, development=development, validation=validation), indent=1))
