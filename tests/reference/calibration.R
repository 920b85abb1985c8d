# R's calibration figures of the shared predictions: rms val.prob, glm with an offset, loess.
#
# Run from the root of the repository: Rscript tests/reference/calibration.R

suppressPackageStartupMessages({
  library(jsonlite)
  library(rms)
})

predictions <- fromJSON("tests/reference/metrics-predictions.json")
label <- predictions$label
grid <- c(0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)

smoothed <- function(p, span) {
  curve <- loess(label ~ p, degree = 2, span = span, control = loess.control(surface = "direct"))
  distance <- abs(fitted(curve) - p)
  list(
    at = grid,
    curve = unname(predict(curve, data.frame(p = grid))),
    ici = mean(distance),
    e50 = unname(quantile(distance, 0.5)),
    e90 = unname(quantile(distance, 0.9)),
    emax = max(distance)
  )
}

p <- predictions$logistic
logit <- qlogis(p)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
valprob <- val.prob(p, label, pl = FALSE)
joint <- coef(glm(label ~ logit, family = binomial, control = tight))
shift <- coef(glm(label ~ 1, offset = logit, family = binomial, control = tight))

# Beta calibration is a logistic regression on log p and -log(1 - p).
beta <- coef(glm(label ~ log(p) + I(-log(1 - p)), family = binomial, control = tight))

# Platt's smoothed targets, as fractional outcomes.
diseased <- sum(label)
healthy <- sum(1 - label)
target <- ifelse(label == 1, (diseased + 1) / (diseased + 2), 1 / (healthy + 2))
platt <- suppressWarnings(coef(glm(target ~ p, family = binomial, control = tight)))

write(
  toJSON(
    list(
      versions = list(R = R.version.string, rms = as.character(packageVersion("rms"))),
      valprob = as.list(valprob[c("Intercept", "Slope", "Brier", "S:z", "S:p")]),
      inTheLarge = unname(shift),
      intercept = unname(joint[1]),
      slope = unname(joint[2]),
      platt = list(intercept = unname(platt[1]), slope = unname(platt[2])),
      beta = list(a = unname(beta[2]), b = unname(beta[3]), c = unname(beta[1])),
      loess = list(
        logistic = smoothed(predictions$logistic, 0.75),
        logisticHalf = smoothed(predictions$logistic, 0.5),
        neighbours = smoothed(predictions$neighbours, 0.75)
      )
    ),
    auto_unbox = TRUE, digits = I(17), pretty = 1
  ),
  "tests/reference/calibration.json"
)
