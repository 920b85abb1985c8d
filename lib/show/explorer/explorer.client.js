/**
 * Runs in the reader's browser, without a server: puts the controls where there was only a line,
 * and moves the point and the counts with the slider. Called with the element to bring to life, its
 * content, the threshold sweep, strictest threshold first, and the ends of the axes.
 */
((root, content, sweep, placeX, placeY) => {
  root.innerHTML = content;
  const find = (part) => root.querySelector(`[data-part="${part}"]`);
  const slider = find("slider");
  const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)} %`;

  function pointAt(threshold) {
    let at = sweep[0];
    for (const point of sweep) if (point.threshold >= threshold) at = point;
    return at;
  }

  function draw() {
    const threshold = Number(slider.value);
    const { found, missed, alarms, ruledOut } = pointAt(threshold);
    const recall = found / (found + missed);
    const specificity = ruledOut / (alarms + ruledOut);
    find("point").setAttribute("cx", placeX[0] + (placeX[1] - placeX[0]) * (1 - specificity));
    find("point").setAttribute("cy", placeY[0] + (placeY[1] - placeY[0]) * recall);
    const texts = {
      found,
      missed,
      alarms,
      ruledOut,
      threshold: percent(threshold, 1),
      recall: percent(recall),
      specificity: percent(specificity),
    };
    for (const [part, text] of Object.entries(texts)) find(part).textContent = text;
    slider.setAttribute(
      "aria-valuetext",
      `${percent(threshold, 1)}: ${missed} diseased missed, ${alarms} false alarms`,
    );
  }

  slider.addEventListener("input", draw);
  draw();
});
