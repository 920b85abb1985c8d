# Each column of Cleveland on its own: the AUC with DeLong's interval by pROC, odds ratios by glm, and
# their likelihood intervals from glm's log likelihood with the column's weight held as an offset.
#
# Run from the root of the repository: Rscript tests/reference/univariable.R

suppressPackageStartupMessages({
  library(jsonlite)
  library(pROC)
})

patients <- read.csv("data/cleveland.csv", stringsAsFactors = FALSE)
y <- as.numeric(patients$disease == "yes")
exact <- glm.control(epsilon = 1e-13, maxit = 100)

areas <- lapply(c(age = "age", chol = "chol", thalach = "thalach", oldpeak = "oldpeak", ca = "ca"), function(name) {
  curve <- roc(y, patients[[name]], quiet = TRUE)
  bounds <- ci.auc(curve, method = "delong")
  list(low = bounds[1], estimate = bounds[2], high = bounds[3], direction = curve$direction)
})
levels <- lapply(c(sex = "sex", cp = "cp", thal = "thal"), function(name) {
  known <- patients[[name]] != ""
  share <- ave(y[known], patients[[name]][known])
  bounds <- ci.auc(roc(y[known], share, quiet = TRUE, direction = "<"), method = "delong")
  list(low = bounds[1], estimate = bounds[2], high = bounds[3])
})

likelihood <- function(fit) as.numeric(logLik(fit))
ratio <- function(x, others = NULL) {
  held <- cbind(nothing = rep(0, length(x)), others) # an aliased column, so that one formula serves all
  known <- complete.cases(x, held)
  data <- data.frame(y = y[known], x = x[known])
  data$others <- held[known, , drop = FALSE]
  full <- glm(y ~ x + others, family = binomial, data = data, control = exact)
  best <- unname(coef(full)["x"])
  gap <- function(b) {
    data$fixed <- b * data$x
    held <- glm(y ~ others + offset(fixed), family = binomial, data = data, control = exact)
    2 * (likelihood(full) - likelihood(held)) - qchisq(0.95, 1)
  }
  end <- function(far) uniroot(gap, sort(c(best, far)), tol = 1e-12)$root
  list(estimate = exp(best), low = exp(end(best - 8)), high = exp(end(best + 8)))
}
per_deviation <- function(x) x / sd(x, na.rm = TRUE)
is_level <- function(name, level) ifelse(patients[[name]] == "", NA, as.numeric(patients[[name]] == level))
male <- is_level("sex", "male")

odds <- list(
  age = ratio(per_deviation(patients$age)),
  chol = ratio(per_deviation(patients$chol)),
  cholHoldingSex = ratio(per_deviation(patients$chol), male),
  ca = ratio(per_deviation(patients$ca)),
  male = ratio(male),
  stAbnormal = ratio(is_level("restecg", "ST-T abnormal"), is_level("restecg", "LV hypertrophy")),
  reversibleHoldingSex = ratio(is_level("thal", "reversible defect"), cbind(is_level("thal", "fixed defect"), male))
)

write_json(
  list(
    R = as.character(getRversion()), pROC = as.character(packageVersion("pROC")),
    areas = areas, levels = levels, odds = odds
  ),
  "tests/reference/univariable.json", auto_unbox = TRUE, digits = NA, pretty = TRUE
)
