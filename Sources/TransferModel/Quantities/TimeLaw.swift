// SPDX-License-Identifier: Apache-2.0

/// The probability law of a duration, as the pack states it.
///
/// Numbers are minutes where `unit` is `elapsed`, and working days where it is `working`.
package struct TimeLaw: Sendable, Hashable {
  /// What the numbers of a law count.
  package enum Unit: String, Sendable, Hashable {
    /// Minutes of plain elapsed time.
    case elapsed
    /// Working days on the working-day clock; 0.5 is half of the daily opening time.
    case working
  }

  /// The two numbers a lognormal law can be given by.
  package enum LognormalForm: Sendable, Hashable {
    /// Mean and standard deviation.
    case meanSD(Double, Double)
    /// Mean and coefficient of variation.
    case meanCV(Double, Double)
    /// Median and the standard deviation of the logarithm.
    case medianSigma(Double, Double)
    /// Median and 95th percentile.
    case medianP95(Double, Double)
  }

  /// The families of laws.
  package indirect enum Family: Sendable, Hashable {
    case constant(Double)
    case uniform(Double, Double)
    case triangular(minimum: Double, mode: Double, maximum: Double)
    case exponential(mean: Double)
    case erlang(shape: Int, mean: Double)
    case gamma(mean: Double, cv: Double)
    case normal(mean: Double, sd: Double)
    case lognormal(LognormalForm)
    case weibull(shape: Double, scale: Double)
    case pert(minimum: Double, mode: Double, maximum: Double)
    case poisson(mean: Double)
    case empirical([WeightedValue])
    case mixture([WeightedLaw])
  }

  /// One value of an empirical law with its share.
  package struct WeightedValue: Sendable, Hashable {
    /// The value, in the unit of the law.
    package var value: Double
    /// Its share; the shares of a law sum to 1.
    package var share: Double

    /// Creates a weighted value.
    package init(value: Double, share: Double) {
      self.value = value
      self.share = share
    }
  }

  /// One component of a mixture with its share.
  package struct WeightedLaw: Sendable, Hashable {
    /// The component.
    package var law: TimeLaw
    /// Its share; the shares of a mixture sum to 1.
    package var share: Double

    /// Creates a weighted component.
    package init(law: TimeLaw, share: Double) {
      self.law = law
      self.share = share
    }
  }

  /// The family with its parameters.
  package var family: Family
  /// What the numbers count.
  package var unit: Unit
  /// Values below are raised to this bound (clamped, not redrawn).
  package var minimum: Double?
  /// Values above are lowered to this bound (clamped, not redrawn).
  package var maximum: Double?
  /// The text it was read from, shown in outlines and written back unchanged.
  package var text: String

  /// Creates a law.
  package init(
    _ family: Family, unit: Unit, minimum: Double? = nil, maximum: Double? = nil, text: String
  ) {
    self.family = family
    self.unit = unit
    self.minimum = minimum
    self.maximum = maximum
    self.text = text
  }

  /// The typical value written on diagrams: the mode where the law states one, else the median of
  /// a lognormal given by its median, else the mean; nil for a mixture or an empirical law.
  package var typicalValue: Double? {
    switch family {
    case .constant(let value): value
    case .uniform(let low, let high): (low + high) / 2
    case .triangular(_, let mode, _), .pert(_, let mode, _): mode
    case .exponential(let mean), .erlang(_, let mean), .gamma(let mean, _), .normal(let mean, _),
      .poisson(let mean):
      mean
    case .lognormal(let form):
      switch form {
      case .meanSD(let mean, _), .meanCV(let mean, _): mean
      case .medianSigma(let median, _), .medianP95(let median, _): median
      }
    case .weibull, .empirical, .mixture: nil
    }
  }
}
