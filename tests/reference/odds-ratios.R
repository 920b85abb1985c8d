# Odds ratios of a logistic regression with their profile intervals: R's confint, which interpolates
# the profile, and the exact ends, where twice the drop in log likelihood is the quantile.
#
# Run from the root of the repository: Rscript tests/reference/odds-ratios.R

suppressPackageStartupMessages({
  library(jsonlite)
  library(MASS)
})

patients <- read.csv("data/cleveland.csv", stringsAsFactors = FALSE)
y <- as.numeric(patients$disease == "yes")
exact <- glm.control(epsilon = 1e-12, maxit = 200)
columns <- list(
  age = patients$age / 10,
  male = as.numeric(patients$sex == "male"),
  chol = patients$chol / 40,
  thalach = patients$thalach / 10,
  yes = as.numeric(patients$exang == "yes")
)
data <- as.data.frame(columns)
full <- glm(y ~ ., family = binomial, data = data, control = exact)
profiled <- suppressMessages(confint(full))
wald <- confint.default(full)

ends <- function(name) {
  best <- unname(coef(full)[name])
  gap <- function(b) {
    others <- data[setdiff(names(data), name)]
    fixed <- b * data[[name]]
    held <- glm(y ~ . + offset(fixed), family = binomial, data = others, control = exact)
    2 * (as.numeric(logLik(full)) - as.numeric(logLik(held))) - qchisq(0.95, 1)
  }
  c(uniroot(gap, c(best - 3, best), tol = 1e-12)$root, uniroot(gap, c(best, best + 3), tol = 1e-12)$root)
}

answer <- lapply(names(columns), function(name) {
  list(
    estimate = exp(unname(coef(full)[name])),
    wald = exp(unname(wald[name, ])),
    confint = exp(unname(profiled[name, ])),
    exact = exp(ends(name))
  )
})
names(answer) <- names(columns)
write_json(
  list(R = as.character(getRversion()), odds = answer),
  "tests/reference/odds-ratios.json",
  digits = I(17), auto_unbox = TRUE
)
