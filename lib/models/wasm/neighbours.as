/**
 * Finds the rows of a matrix whose product with a query is large: AssemblyScript, compiled by
 * build.ts.
 *
 * The matrix lies in panels of 16 rows, within a panel column by column, so that four vectors of
 * four numbers hold one column of it.
 *
 * @param panels Where the first panel is.
 * @param count How many panels.
 * @param columns Columns of the matrix, numbers of the query.
 * @param query Where the query is.
 * @param least The smallest product that counts as large.
 * @param found Where to write the numbers of the rows, from 0 in the first panel, rising.
 * @returns How many there are.
 */
export function findLarge(
  panels: usize,
  count: i32,
  columns: i32,
  query: usize,
  least: f32,
  found: usize,
): i32 {
  const bound = f32x4.splat(least);
  const end = query + (<usize>columns << 2);
  const before = found;
  for (let panel = 0; panel < count; panel++) {
    let a = f32x4.splat(0), b = a, c = a, d = a;
    for (let cell = query; cell < end; cell += 4) {
      const value = v128.load32_splat(cell);
      a = f32x4.add(a, f32x4.mul(value, v128.load(panels)));
      b = f32x4.add(b, f32x4.mul(value, v128.load(panels, 16)));
      c = f32x4.add(c, f32x4.mul(value, v128.load(panels, 32)));
      d = f32x4.add(d, f32x4.mul(value, v128.load(panels, 48)));
      panels += 64;
    }
    let large = i32x4.bitmask(f32x4.ge(a, bound)) |
      i32x4.bitmask(f32x4.ge(b, bound)) << 4 |
      i32x4.bitmask(f32x4.ge(c, bound)) << 8 |
      i32x4.bitmask(f32x4.ge(d, bound)) << 12;
    for (; large != 0; large &= large - 1) {
      store<i32>(found, panel * 16 + ctz(large));
      found += 4;
    }
  }
  return <i32>(found - before) >> 2;
}
