# Paired comparisons by R: pROC's roc.test, mcnemar.test, and, as no package at hand has them, the
# score interval of Tango and the corrected t of Nadeau and Bengio from their formulas: the interval
# by maximising the likelihood numerically, so that no algebra is shared with what it checks.
#
# Run from the root of the repository: Rscript tests/reference/compare.R

suppressPackageStartupMessages({
  library(jsonlite)
  library(pROC)
})

predictions <- fromJSON("tests/reference/metrics-predictions.json")
label <- predictions$label
logistic <- predictions$logistic
neighbours <- predictions$neighbours
curve <- function(p) roc(label, p, quiet = TRUE, direction = "<")

test <- roc.test(curve(logistic), curve(neighbours), method = "delong", paired = TRUE)
delong <- list(
  first = as.numeric(test$estimate[1]), second = as.numeric(test$estimate[2]),
  low = test$conf.int[1], high = test$conf.int[2], pValue = test$p.value
)

# Likelihood of n trials with b "only the first", c "only the second", at a difference of gap.
likeliest <- function(gap, b, c, n) {
  low <- max(0, -gap)
  high <- (1 - gap) / 2
  log0 <- function(count, share) if (count == 0) 0 else count * log(share)
  optimise(
    function(q) log0(b, q + gap) + log0(c, q) + log0(n - b - c, 1 - 2 * q - gap),
    c(low, high), maximum = TRUE, tol = 1e-15
  )$maximum
}
score <- function(gap, b, c, n) {
  q <- likeliest(gap, b, c, n)
  (b - c - n * gap) / sqrt(n * (2 * q + gap - gap^2))
}
tango <- function(b, c, n, level) {
  z <- qnorm((1 + level) / 2)
  estimate <- (b - c) / n
  end <- function(goal, from, to) {
    uniroot(function(gap) score(gap, b, c, n) - goal, c(from, to), tol = 1e-14)$root
  }
  list(
    onlyFirst = b, onlySecond = c, total = n, level = level,
    low = end(z, -1 + 1e-9, estimate), high = end(-z, estimate, 1 - 1e-9),
    pValue = mcnemar.test(matrix(c(n - b - c, c, b, 0), 2), correct = FALSE)$p.value
  )
}

among <- function(wanted) {
  first <- ((logistic >= 0.5) == wanted)[label == wanted]
  second <- ((neighbours >= 0.5) == wanted)[label == wanted]
  tango(sum(first & !second), sum(second & !first), length(first), 0.95)
}

splitScores <- function(p) {
  sapply(sort(unique(predictions$split)), function(s) {
    here <- predictions$split == s
    mean((p[here] - label[here])^2)
  })
}
first <- splitScores(logistic)
second <- splitScores(neighbours)
k <- length(first)
gap <- first - second
share <- 0.1
se <- sqrt(var(gap) * (1 / k + share / (1 - share)))
correctedT <- list(
  first = first, second = second, testShare = share, level = 0.9, estimate = mean(gap),
  low = mean(gap) - qt(0.95, k - 1) * se, high = mean(gap) + qt(0.95, k - 1) * se,
  pValue = 2 * pt(-abs(mean(gap) / se), k - 1)
)

write(
  toJSON(
    list(
      versions = list(R = R.version.string, pROC = as.character(packageVersion("pROC"))),
      delong = delong,
      mcnemar = list(tango(12, 3, 100, 0.95), tango(20, 7, 60, 0.9), tango(4, 9, 139, 0.95)),
      recall = among(1),
      specificity = among(0),
      correctedT = correctedT
    ),
    auto_unbox = TRUE, digits = I(17), pretty = 1
  ),
  "tests/reference/compare.json"
)
