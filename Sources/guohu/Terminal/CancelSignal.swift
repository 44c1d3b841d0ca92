// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import HallEngine

/// Turns Ctrl-C into a flag that running replications notice within a fraction of a second.
final class CancelSignal {
  /// The flag.
  let flag = CancellationFlag()

  /// Whether the user has asked to stop.
  var isSet: Bool { flag.isCancelled }

  private let source: any DispatchSourceSignal

  init() {
    // The default action would end the process before results are kept.
    signal(SIGINT, SIG_IGN)
    // A queue of its own has a thread of its own; the global queue shares those of the workers,
    // which are all busy for as long as the study runs.
    source = DispatchSource.makeSignalSource(
      signal: SIGINT, queue: DispatchQueue(label: "guohu.cancel"))
    let flag = flag
    source.setEventHandler { flag.cancel() }
    source.resume()
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
