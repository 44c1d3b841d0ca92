// SPDX-License-Identifier: Apache-2.0

import CGraphviz

/// Collects what Graphviz says while it works.
///
/// Graphviz has one message handler for the whole process and hands it text in fragments.
enum RendererLog {
  /// The fragments so far.
  ///
  /// Only touched while the lock of `Renderer` is held: Graphviz calls the handler on the thread
  /// that is inside one of its functions.
  nonisolated(unsafe) private static var fragments: [String] = []

  /// Takes over messages from now on; they no longer go to standard error.
  static func install() {
    agseterrf { fragment in
      if let fragment { RendererLog.fragments.append(String(cString: fragment)) }
      return 0
    }
  }

  /// Returns the messages since the last call, one an element, and forgets them.
  static func take() -> [String] {
    defer { fragments.removeAll() }
    return fragments.joined().split(separator: "\n").map { line in
      String(line.drop { $0 == " " || $0 == "\t" })
    }.filter { !$0.isEmpty }
  }
}
