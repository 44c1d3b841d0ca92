// SPDX-License-Identifier: Apache-2.0

/// A way the program ends other than with success.
struct ProgramExit: Error {
  /// The exit codes of the contract.
  enum Code: Int32 {
    /// A check or gate failed.
    case checkFailed = 1
    /// Bad input or usage.
    case badInput = 2
    /// Input or output failed.
    case inputOutput = 3
    /// Cancelled by the user.
    case cancelled = 130
  }

  /// The exit code.
  let code: Code
  /// What to say on the error stream.
  let message: String?

  init(_ code: Code, _ message: String? = nil) {
    self.code = code
    self.message = message
  }
}
