# R's glmnet on the 297 complete Cleveland patients, levels against their reference.
#
# Run from the root of the repository: Rscript tests/reference/elastic-net-glmnet.R

suppressPackageStartupMessages({
  library(glmnet)
  library(jsonlite)
})

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
X <- model.matrix(
  ~ age + sex + cp + trestbps + chol + fbs + restecg + thalach + exang + oldpeak + slope + ca + thal,
  patients
)[, -1]
for (name in c("age", "trestbps", "chol", "thalach", "oldpeak", "ca")) {
  X[, name] <- (X[, name] - mean(X[, name])) / sqrt(mean((X[, name] - mean(X[, name]))^2))
}
y <- patients$disease == "yes"

# glmnet divides the sum of log losses by the number of rows, so its lambda is ours over 297.
penalties <- c(30, 10, 3, 1, 0.3)
fits <- lapply(c(0.2, 1), function(share) {
  model <- glmnet(
    X, y, family = "binomial", alpha = share, lambda = penalties / length(y),
    standardize = FALSE, thresh = 1e-16, maxit = 1e7
  )
  list(l1Ratio = share, coefficients = t(as.matrix(coef(model))))
})
write(
  toJSON(
    list(
      versions = list(R = R.version.string, glmnet = as.character(packageVersion("glmnet"))),
      penalties = penalties,
      fits = lapply(fits, function(fit) {
        fit$coefficients <- unname(fit$coefficients)
        fit
      })
    ),
    auto_unbox = TRUE, digits = I(17), pretty = FALSE
  ),
  "tests/reference/elastic-net-glmnet.json"
)
