"""NeuroKit's heartbeats in data/ecg-208.csv, as places of the R wave.

Run from the root of the repository: python tests/reference/signals.py
"""
import json
import platform

import neurokit2
import numpy as np

PER_SECOND = 360

adc = np.loadtxt("data/ecg-208.csv", skiprows=1)
cleaned = neurokit2.ecg_clean((adc - 1024) / 200, sampling_rate=PER_SECOND)
_, found = neurokit2.ecg_peaks(cleaned, sampling_rate=PER_SECOND)

json.dump(
    {
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "neurokit2": neurokit2.__version__,
        },
        "beats": found["ECG_R_Peaks"].tolist(),
    },
    open("tests/reference/signals.json", "w"),
)
