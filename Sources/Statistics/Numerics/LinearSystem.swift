// SPDX-License-Identifier: Apache-2.0

/// Solves small dense systems of linear equations.
package enum LinearSystem {
  /// Returns the solution `x` of `matrix · x = right`.
  ///
  /// Gaussian elimination with partial pivoting (Golub and Van Loan, Matrix Computations, 4th
  /// edition, section 3.4). A pivot below 1e-13 of the largest entry of the matrix counts as zero.
  ///
  /// - Throws: `parameterOutOfRange` unless the matrix is square, finite and as large as `right`;
  ///   `singular` when a pivot vanishes.
  /// - Complexity: O(n³)
  package static func solve(
    _ matrix: [[Double]], _ right: [Double]
  ) throws(StatisticsError) -> [Double] {
    let n = right.count
    guard matrix.count == n, matrix.allSatisfy({ $0.count == n }) else {
      throw .outOfRange("a system of \(n) equations needs a \(n) by \(n) matrix")
    }
    guard right.allSatisfy(\.isFinite), matrix.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw .outOfRange("the coefficients of a linear system must be finite")
    }
    var rows = matrix
    var values = right
    var scale = 0.0
    for row in matrix {
      for entry in row { scale = max(scale, entry.magnitude) }
    }
    for column in 0..<n {
      var pivot = column
      for row in column..<n where rows[row][column].magnitude > rows[pivot][column].magnitude {
        pivot = row
      }
      guard rows[pivot][column].magnitude > scale * 1e-13 else {
        throw StatisticsError(.singular, "the linear system is singular at column \(column + 1)")
      }
      rows.swapAt(pivot, column)
      values.swapAt(pivot, column)
      for row in (column + 1)..<max(n, column + 1) {
        let factor = rows[row][column] / rows[column][column]
        guard factor != 0 else { continue }
        for entry in column..<n { rows[row][entry] -= factor * rows[column][entry] }
        values[row] -= factor * values[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for entry in (row + 1)..<max(n, row + 1) { values[row] -= rows[row][entry] * values[entry] }
      values[row] /= rows[row][row]
    }
    return values
  }
}
