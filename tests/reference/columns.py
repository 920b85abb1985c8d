"""The Cleveland patients as the preprocessor makes them: see shap.py, which says why in tenths."""
import numpy
import pandas

LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}
patients = pandas.read_csv("data/cleveland.csv", keep_default_na=False, na_values=[""])
disease = (patients.pop("disease") == "yes").to_numpy().astype(int)
cells_of, names = [], []
for name, cells in patients.drop(columns="id").items():
    if name in LEVELS:
        filled = cells.fillna(cells.mode()[0])
        cells_of += [(filled == level).to_numpy().astype(float) for level in LEVELS[name]]
        names += [f"{name}: {level}" for level in LEVELS[name]]
    else:
        if name == "oldpeak":
            cells = (10 * cells).round()
        cells_of.append(cells.fillna(cells.median()).to_numpy().astype(float))
        names.append(name)
X = numpy.column_stack(cells_of)
