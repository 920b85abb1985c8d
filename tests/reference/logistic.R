# R's glm on the 297 complete Cleveland patients, levels against their reference.
#
# Run from the root of the repository: Rscript tests/reference/logistic.R

suppressPackageStartupMessages(library(jsonlite))

patients <- read.csv("data/cleveland.csv", na.strings = "")
patients <- patients[complete.cases(patients), ]
levels <- list(
  sex = c("female", "male"),
  cp = c("typical angina", "atypical angina", "non-anginal", "asymptomatic"),
  fbs = c("no", "yes"),
  restecg = c("normal", "ST-T abnormal", "LV hypertrophy"),
  exang = c("no", "yes"),
  slope = c("upsloping", "flat", "downsloping"),
  thal = c("normal", "fixed defect", "reversible defect")
)
for (name in names(levels)) patients[[name]] <- factor(patients[[name]], levels[[name]])

fit <- function(weights) {
  patients$w <- weights
  # quasibinomial only to be spared a warning about weights that are not whole.
  glm(
    I(disease == "yes") ~ age + sex + cp + trestbps + chol + fbs + restecg + thalach + exang +
      oldpeak + slope + ca + thal,
    family = quasibinomial, data = patients, weights = w,
    control = glm.control(epsilon = 1e-14, maxit = 100)
  )
}

answer <- function(model) {
  list(
    coefficients = unname(coef(model)),
    standardErrors = unname(sqrt(diag(summary(model, dispersion = 1)$cov.scaled))),
    p = unname(fitted(model))[1:10]
  )
}

plain <- fit(rep(1, nrow(patients)))
every <- seq_len(nrow(patients))
write(
  toJSON(
    list(
      versions = list(R = R.version.string),
      names = names(coef(plain)),
      plain = answer(plain),
      # Row i, from 1, counts (1 + i mod 3) / 2.
      weighted = answer(fit((1 + every %% 3) / 2))
    ),
    auto_unbox = TRUE, digits = I(17), pretty = 1
  ),
  "tests/reference/logistic.json"
)
