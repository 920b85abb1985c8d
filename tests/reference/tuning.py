"""Freezes scikit-learn's grid search over ridge logistic regression on the Cleveland patients.

Run from the repository's root: python tests/reference/tuning.py
"""
import json

import pandas
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"]
LEVELS = {
    "sex": ["female", "male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["no", "yes"],
    "restecg": ["normal", "ST-T abnormal", "LV hypertrophy"],
    "exang": ["no", "yes"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversible defect"],
}

patients = pandas.read_csv("data/cleveland.csv")
labels = (patients["disease"] == "yes").astype(int)
numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
levels = make_pipeline(
    SimpleImputer(strategy="most_frequent"), OneHotEncoder(categories=list(LEVELS.values()))
)
prepare = ColumnTransformer([("numbers", numbers, NUMBERS), ("levels", levels, list(LEVELS))])
model = LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000)
penalties = [100.0, 10.0, 1.0, 0.1, 0.01]
search = GridSearchCV(
    make_pipeline(prepare, model),
    {"logisticregression__C": [1 / penalty for penalty in penalties]},
    scoring="roc_auc",
    cv=StratifiedKFold(10, shuffle=True, random_state=42),
).fit(patients, labels)

results = search.cv_results_
answer = {
    "versions": {"scikit-learn": sklearn.__version__, "pandas": pandas.__version__},
    "penalties": penalties,
    "mean_auc": results["mean_test_score"].tolist(),
    "fold_auc": [
        [results[f"split{fold}_test_score"][i] for fold in range(10)]
        for i in range(len(penalties))
    ],
    "best_penalty": 1 / search.best_params_["logisticregression__C"],
    "probability_of_first_five": search.predict_proba(patients.head(5))[:, 1].tolist(),
}
with open("tests/reference/tuning.json", "w") as file:
    json.dump(answer, file)
    file.write("\n")
