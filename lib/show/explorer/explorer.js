/**
 * Runs in the reader's browser, without a server: moves the point and the counts with the slider.
 * Called with the element to bring to life and the threshold sweep, strictest threshold first.
 */
((root, sweep, placeX, placeY) => {
  const find = (part) => root.querySelector(`[data-part="${part}"]`);
  const slider = find("slider");
  const percent = (share) => `${Math.round(100 * share)} %`;

  function pointAt(threshold) {
    let at = sweep[0];
    for (const point of sweep) if (point.threshold >= threshold) at = point;
    return at;
  }

  function draw() {
    const threshold = Number(slider.value) / 100;
    const { found, missed, alarms, letGo } = pointAt(threshold);
    const recall = found / (found + missed);
    const specificity = letGo / (alarms + letGo);
    find("point").setAttribute("cx", placeX[0] + (placeX[1] - placeX[0]) * (1 - specificity));
    find("point").setAttribute("cy", placeY[0] + (placeY[1] - placeY[0]) * recall);
    const texts = {
      found,
      missed,
      alarms,
      letGo,
      threshold: percent(threshold),
      recall: percent(recall),
      specificity: percent(specificity),
    };
    for (const [part, text] of Object.entries(texts)) find(part).textContent = text;
    slider.setAttribute(
      "aria-valuetext",
      `${percent(threshold)}: ${missed} diseased missed, ${alarms} false alarms`,
    );
  }

  slider.addEventListener("input", draw);
  draw();
});
