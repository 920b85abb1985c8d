"""Freezes draws of NumPy's RandomState. Run from the root: python tests/reference/numpy-random.py"""
import json

import numpy

answer = {"versions": {"numpy": numpy.__version__}, "draws": {}}
for seed in (0, 42, 2**32 - 1):
    state = numpy.random.RandomState(seed)
    answer["draws"][str(seed)] = {
        "permutation": state.permutation(10).tolist(),
        "uniform": state.random_sample(3).tolist(),
        "integer_1000": [int(state.randint(1000)) for _ in range(5)],
        "normal": state.standard_normal(3).tolist(),
        "words": [int(state.randint(2**32)) for _ in range(700)][-3:],
    }
with open("tests/reference/numpy-random.json", "w") as file:
    json.dump(answer, file)
    file.write("\n")
