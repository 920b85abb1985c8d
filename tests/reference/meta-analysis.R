# Rscript tests/reference/meta-analysis.R > tests/reference/meta-analysis.json
suppressPackageStartupMessages({ library(metafor); library(jsonlite) })
sets <- list(
  hospitals = list(yi = c(2.21, 1.99, 1.16, 1.04), sei = c(0.18, 0.19, 0.42, 0.20)),
  alike = list(yi = c(0.10, 0.12, 0.09, 0.11, 0.105), sei = c(0.2, 0.1, 0.15, 0.3, 0.12)),
  wide = list(yi = c(-1.4, 0.3, 2.2), sei = c(0.3, 0.5, 0.2)),
  many = list(yi = c(0.13, -0.2, 0.41, 0.36, 0.05, 0.77, 0.21, -0.05),
              sei = c(0.12, 0.22, 0.09, 0.31, 0.17, 0.25, 0.11, 0.19)))
answer <- lapply(sets, function(s) {
  fit <- rma(s$yi, sei = s$sei, method = "REML", test = "knha",
             control = list(threshold = 1e-12, maxiter = 10000))
  k <- length(s$yi)
  # The prediction interval of IntHout et al.: t on k - 2, whatever predict() takes by default.
  half <- qt(0.975, k - 2) * sqrt(fit$tau2 + fit$se^2)
  c(s, list(estimate = fit$b[1], low = fit$ci.lb, high = fit$ci.ub, tau2 = fit$tau2,
            i2 = fit$I2 / 100, q = fit$QE, p = fit$QEp,
            piLow = fit$b[1] - half, piHigh = fit$b[1] + half))
})
cat(toJSON(list(versions = list(R = R.version.string,
                                metafor = as.character(packageVersion("metafor"))),
                sets = answer), auto_unbox = TRUE, digits = 15, pretty = TRUE))
