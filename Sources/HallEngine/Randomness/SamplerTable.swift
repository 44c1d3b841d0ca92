// SPDX-License-Identifier: Apache-2.0

/// The flat tables of samplers and their values, and how to draw from them.
///
/// Everything is drawn by inversion of one uniform where the quantile function is at hand, so that
/// a larger uniform gives a larger value (which makes common random numbers work well); gamma and
/// beta use rejection over numbered blocks, which is deterministic too.
struct SamplerTable: BitwiseCopyable {
  let samplers: UnsafePointer<RunSampler>
  let values: UnsafePointer<Double>
  let tables: QuantileTables

  /// Draws from a row at a point, clamps included.
  @inline(__always)
  func draw(_ row: Int, at point: DrawPoint) -> Double {
    let sampler = samplers + row
    let value: Double
    switch sampler.pointee.kind {
    case .constant:
      value = sampler.pointee.a
    case .exponential:
      value = -sampler.pointee.a * Elementary.log(point.block(0).first)
    case .lognormal:
      value = tables.exp(
        sampler.pointee.a
          + sampler.pointee.b * tables.inverseNormal(point.block(0).first))
    default:
      value = drawOther(sampler, point)
    }
    return min(max(value, sampler.pointee.low), sampler.pointee.high)
  }

  @inline(never)
  private func drawOther(_ sampler: UnsafePointer<RunSampler>, _ point: DrawPoint) -> Double {
    let row = sampler.pointee
    let (first, count) = (Int(row.values), Int(row.count))
    let block = point.block(0)
    let u = block.first
    switch row.kind {
    case .uniform:
      return row.a + row.b * u
    case .triangular:
      let range = row.b - row.a
      return u <= row.c
        ? row.a + (u * range * (row.d - row.a)).squareRoot()
        : row.b - ((1 - u) * range * (row.b - row.d)).squareRoot()
    case .erlang:
      var product = u * (count > 1 ? block.second : 1)
      var done = 2
      while done < count {
        let more = point.block(UInt32(done / 2))
        product *= more.first * (done + 1 < count ? more.second : 1)
        done += 2
      }
      return -row.a * Elementary.log(product)
    case .gamma:
      return row.b * gamma(row.a, point, 0)
    case .normal:
      return row.a + row.b * tables.inverseNormal(u)
    case .weibull:
      return row.b * Elementary.power(-Elementary.log(1 - u), row.a)
    case .beta:
      let one = gamma(row.a, point, 0)
      let other = gamma(row.b, point, 1 << 20)
      let sum = one + other
      return row.c + row.d * (sum > 0 ? one / sum : 0.5)
    case .poisson:
      let number = PoissonTable.quantile(
        u, mean: row.a, mode: count, modeProbability: row.c, modeCumulative: row.d)
      return row.b * Double(number)
    case .discrete:
      return values[first + count + index(of: u, first, count)]
    case .histogram:
      let bin = index(of: u, first, count)
      let start = bin == 0 ? 0 : values[first + bin - 1]
      let end = values[first + bin]
      let share = end > start ? (u - start) / (end - start) : 0
      let edge = values + first + count + bin
      return edge[0] + (edge[1] - edge[0]) * share
    case .mixture:
      // The component is chosen by the last block, its value is drawn at the same point.
      let choice = point.block(.max).first
      let component = samplers + Int(row.components) + index(of: choice, first, count)
      let value: Double
      switch component.pointee.kind {
      case .constant: value = component.pointee.a
      case .exponential: value = -component.pointee.a * Elementary.log(u)
      case .lognormal:
        value = tables.exp(
          component.pointee.a + component.pointee.b * tables.inverseNormal(u))
      case .mixture: value = 0
      default: value = drawOther(component, point)
      }
      return min(max(value, component.pointee.low), component.pointee.high)
    case .constant, .exponential, .lognormal:
      return row.a
    }
  }

  /// Returns the first index whose cumulative weight is not below u.
  @inline(__always)
  func index(of u: Double, _ first: Int, _ count: Int) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high) / 2
      if values[first + middle] < u { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Draws a gamma variate of scale 1.
  ///
  /// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000)
  /// 363-372; a shape below 1 is raised by 1 and the result multiplied by U^(1/shape).
  @inline(never)
  func gamma(_ shape: Double, _ point: DrawPoint, _ firstBlock: UInt32) -> Double {
    let raised = shape < 1 ? shape + 1 : shape
    let d = raised - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    var number = firstBlock
    while true {
      let block = point.block(number)
      number &+= 1
      let x = tables.inverseNormal(block.first)
      let t = 1 + c * x
      guard t > 0 else { continue }
      let v = t * t * t
      let u = block.second
      if Elementary.log(u) < 0.5 * x * x + d - d * v + d * Elementary.log(v) {
        guard shape < 1 else { return d * v }
        let boost = point.block(firstBlock &+ 1 << 19).first
        return d * v * Elementary.power(boost, 1 / shape)
      }
    }
  }
}
