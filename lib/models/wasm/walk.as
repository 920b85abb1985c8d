/** The way of rows to their leaves: AssemblyScript that trees.as imports. Addresses are in bytes. */

/** The node where a row goes on; a leaf stays where it is. */
// @ts-ignore: decorator
@inline
function below(nodes: usize, node: usize, cells: usize): usize {
  const at = nodes + node;
  const cell = <f64>load<f32>(cells + load<u32>(at, 16));
  // A branch here would be mispredicted half the time.
  return <usize>load<u32>(at + (<usize>(cell > load<f64>(at)) << 2), 20);
}

/**
 * Adds the value of its leaf to each row's number.
 *
 * @param nodes Of 32 bytes: threshold, value, then as 32-bit numbers how far the cell is from the
 * row's first, and how far the left and the right child are from the first node. A leaf is its own
 * child.
 * @param cells All rows, one after the other, of 32-bit floats, `width` bytes each.
 * @param rows The numbers of the rows that are asked for.
 */
export function addLeaves(
  nodes: usize,
  cells: usize,
  width: usize,
  rows: usize,
  count: i32,
  numbers: usize,
): void {
  // Four at a time, so that one need not wait for the other's cells.
  for (let i = 0; i < count; i += 4) {
    const left = count - i, at = rows + (<usize>i << 2);
    const rowA = <usize>load<u32>(at), rowB = left > 1 ? <usize>load<u32>(at, 4) : rowA;
    const rowC = left > 2 ? <usize>load<u32>(at, 8) : rowA;
    const rowD = left > 3 ? <usize>load<u32>(at, 12) : rowA;
    const cellsA = cells + rowA * width, cellsB = cells + rowB * width;
    const cellsC = cells + rowC * width, cellsD = cells + rowD * width;
    let a: usize = 0, b = a, c = a, d = a, moved: usize = 1;
    while (moved != 0) {
      const nextA = below(nodes, a, cellsA), nextB = below(nodes, b, cellsB);
      const nextC = below(nodes, c, cellsC), nextD = below(nodes, d, cellsD);
      moved = (nextA - a) | (nextB - b) | (nextC - c) | (nextD - d);
      a = nextA;
      b = nextB;
      c = nextC;
      d = nextD;
    }
    addTo(numbers, rowA, nodes + a);
    if (left > 1) addTo(numbers, rowB, nodes + b);
    if (left > 2) addTo(numbers, rowC, nodes + c);
    if (left > 3) addTo(numbers, rowD, nodes + d);
  }
}

function addTo(numbers: usize, row: usize, node: usize): void {
  const at = numbers + (row << 3);
  store<f64>(at, load<f64>(at) + load<f64>(node, 8));
}
