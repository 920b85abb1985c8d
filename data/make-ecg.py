"""Makes data/ecg-208.csv from the recording that the Python package SciPy shipped until 1.11:

    pip download --no-deps --only-binary=:all: --python-version 3.8 scipy==1.5.4
    unzip -p scipy-*.whl scipy/misc/ecg.dat > ecg.dat
    python data/make-ecg.py ecg.dat

Keeps the first 240 of 300 seconds, as the numbers of the analogue-to-digital converter.
"""

import hashlib
import sys
from pathlib import Path

import numpy

SOURCE_SHA256 = "f20ad3365fb9b7f845d0e5c48b6fe67081377ee466c3a220b7f69f35c8958baf"
PER_SECOND = 360
SECONDS = 240

source = Path(sys.argv[1])
if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
    raise SystemExit(f"{source} is not SciPy 1.5.4's ecg.dat: its sha256 differs")
with numpy.load(source) as file:
    samples = file["ecg"][: SECONDS * PER_SECOND].tolist()
Path("data/ecg-208.csv").write_text("\n".join(["adc", *map(str, samples)]) + "\n")
print(f"{len(samples)} samples written to data/ecg-208.csv")
