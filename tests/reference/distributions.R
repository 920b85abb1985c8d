# Distribution functions and quantiles by R, from the middle far into the tails.
#
# Run from the root of the repository: Rscript tests/reference/distributions.R

suppressPackageStartupMessages(library(jsonlite))

shares <- c(1e-6, 0.005, 0.025, 0.05, 0.2, 0.5, 0.7, 0.95, 0.975, 0.995)
z <- c(-30, -8, -3.3, -1.959964, -1, -0.2, 0, 1e-9, 0.7, 2, 5)
t <- expand.grid(t = c(-40, -5, -2, -0.6, -1e-6, 0, 0.3, 1, 3), degrees = c(1, 2, 9, 49, 258))
chiSquare <- expand.grid(x = c(0, 1e-4, 0.5, 3, 12, 80, 400), degrees = c(1, 2, 5, 20, 250))
binomial <- expand.grid(count = c(0, 1, 7, 60, 138), total = c(139, 2126), p = c(0.01, 0.05, 0.4, 0.9))
tShares <- expand.grid(p = shares, degrees = c(1, 2, 9, 49, 258))
chiShares <- expand.grid(p = shares, degrees = c(1, 2, 5, 20, 250))
betaShares <- expand.grid(p = shares, a = c(1, 7, 126, 1900), b = c(1, 14, 227))

answers <- list(
  version = R.version.string,
  normalCdf = data.frame(z, value = pnorm(z)),
  tCdf = cbind(t, value = pt(t$t, t$degrees)),
  chiSquareCdf = cbind(chiSquare, value = pchisq(chiSquare$x, chiSquare$degrees)),
  binomialCdf = cbind(binomial, value = pbinom(binomial$count, binomial$total, binomial$p)),
  tQuantile = cbind(tShares, value = qt(tShares$p, tShares$degrees)),
  chiSquareQuantile = cbind(chiShares, value = qchisq(chiShares$p, chiShares$degrees)),
  betaQuantile = cbind(betaShares, value = qbeta(betaShares$p, betaShares$a, betaShares$b))
)
write_json(answers, "tests/reference/distributions.json", digits = I(17), auto_unbox = TRUE, pretty = FALSE)
